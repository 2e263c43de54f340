import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operation';
import { sendAll } from '../../../shared/upload/all';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	mimeTypeOption,
} from '../../../shared/upload/fields';
import { putRequest } from '../../../shared/upload/put';
import { send } from '../../../shared/upload/send';
import { uploadFiles } from '../../../shared/upload/source';
import { mintUploadSlots } from '../../documents';
import { attachedCase, attachedCaseField, attachToField } from '../../fields/case';
import {
	descriptionOption,
	documentDetails,
	documentTypeOption,
	titleOption,
} from '../../fields/document';
import { fileFormat } from '../../fileFormat';
import { assertAccepted, karmaCheckType } from '../../mimeTypes';
import { recordDocuments } from '../../records';

export const documentUpload: Operation = {
	resource: 'document',
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload document',
		description: 'Upload one or more files and put them on a case',
	},
	parallel: true,
	fields: [
		attachToField,
		attachedCaseField,
		binaryField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				concurrencyOption,
				descriptionOption,
				documentTypeOption,
				fileNameOption,
				mimeTypeOption,
				titleOption,
			],
		},
	],

	async execute(itemIndex, run) {
		const caseId = attachedCase(this, itemIndex);
		const details = documentDetails(this, itemIndex);
		const { documentTypeId } = details;
		const files = await uploadFiles(this, itemIndex, karmaCheckType);
		await assertAccepted(this, run, files);

		const slots = await mintUploadSlots(this, files, documentTypeId);
		const uploads = files.map((file, index) => ({ file, ...slots[index]! }));
		await sendAll(uploads, run, async ({ file, url, fileKey }) => {
			await send(this, putRequest(url, file), file, run.signal);
			return fileKey;
		});
		run.signal?.throwIfAborted();
		const stored = uploads.map(({ file: { fileName, mimeType }, fileKey }) => {
			return { fileKey, fileName, fileFormat: fileFormat(fileName, mimeType) };
		});
		const ids = await recordDocuments(this, stored, details, caseId);

		return uploads.map(({ file, fileKey }, index): IDataObject => {
			const { fileName, mimeType, fileSize } = file;
			const document = { secureDocumentId: ids[index], fileKey, fileName, mimeType, fileSize };
			return { ...document, documentTypeId, ...(caseId ? { caseId } : {}) };
		});
	},
};
