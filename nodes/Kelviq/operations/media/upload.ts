import type { IDataObject } from 'n8n-workflow';
import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	ifNoFileOption,
	mimeTypeOption,
} from '../../../shared/node/fileFields';
import { KEY_LIFE } from '../../../shared/node/targets';
import { uploadFiles } from '../../../shared/storage/source';
import { storeFiles } from '../../api/send';

export const mediaUpload: Operation = {
	resource: 'media',
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload media',
		description: 'Upload one or more files to use in a product or plan by their file keys',
	},
	parallel: true,
	keepsFor: KEY_LIFE,
	fields: [
		binaryField,
		collection('Options', 'options', [
			concurrencyOption,
			fileNameOption,
			ifNoFileOption,
			mimeTypeOption,
		]),
	],

	async execute(itemIndex, run) {
		const files = await uploadFiles(this, itemIndex);
		if (!files.length) return [];
		const sent = await storeFiles(this, run, files);
		return sent.map(({ fileKey, fileName, mimeType, fileSize }): IDataObject => {
			return { fileKey, fileName, mimeType, fileSize };
		});
	},
};
