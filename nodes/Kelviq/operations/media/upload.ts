import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operation';
import { sendAll } from '../../../shared/upload/all';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	mimeTypeOption,
} from '../../../shared/upload/fields';
import { postRequest } from '../../../shared/upload/post';
import { send } from '../../../shared/upload/send';
import { uploadFiles } from '../../../shared/upload/source';
import { mintMediaUpload } from '../../media';

export const mediaUpload: Operation = {
	resource: 'media',
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload media',
		description: 'Upload one or more files, to be used in a product or plan by their file keys',
	},
	parallel: true,
	fields: [
		binaryField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [concurrencyOption, fileNameOption, mimeTypeOption],
		},
	],

	async execute(itemIndex, run) {
		const files = await uploadFiles(this, itemIndex);
		const fileKeys = await sendAll(files, run, async (file) => {
			// Asked for when its turn has come: forms expire, and files may wait long in a queue.
			const upload = await mintMediaUpload(this, file);
			await send(this, postRequest(upload, file), file, run.signal);
			return upload.fileKey;
		});
		return files.map(({ fileName, mimeType, fileSize }, index): IDataObject => {
			return { fileKey: fileKeys[index], fileName, mimeType, fileSize };
		});
	},
};
