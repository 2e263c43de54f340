import type { IDataObject } from 'n8n-workflow';
import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	mimeTypeOption,
} from '../../../shared/node/fileFields';
import { uploadFiles } from '../../../shared/storage/source';
import { attachedCase, attachedCaseField, attachToField } from '../../fields/case';
import {
	descriptionOption,
	documentDetails,
	documentTypeOption,
	titleOption,
} from '../../fields/document';
import { fileFormat } from '../../api/fileFormat';
import { assertAccepted, karmaCheckType } from '../../api/mimeTypes';
import { recordDocuments } from '../../api/records';
import { storeFiles } from '../../api/send';

export const documentUpload: Operation = {
	resource: 'document',
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload document',
		description: 'Upload one or more files and attach them to a case',
	},
	parallel: true,
	fields: [
		attachToField,
		attachedCaseField,
		binaryField,
		collection('Options', 'options', [
			concurrencyOption,
			descriptionOption,
			documentTypeOption,
			fileNameOption,
			mimeTypeOption,
			titleOption,
		]),
	],

	async execute(itemIndex, run) {
		const caseId = attachedCase(this, itemIndex);
		const details = documentDetails(this, itemIndex);
		const { documentTypeId } = details;
		const files = await uploadFiles(this, itemIndex, karmaCheckType);
		await assertAccepted(this, run, files);

		const fileKeys = await storeFiles(this, run, files, documentTypeId);
		run.signal?.throwIfAborted();

		const stored = files.map((file, index) => ({ ...file, fileKey: fileKeys[index] ?? '' }));
		const ids = await recordDocuments(
			this,
			stored.map(({ fileKey, fileName, mimeType }) => {
				return { fileKey, fileName, fileFormat: fileFormat(fileName, mimeType) };
			}),
			details,
			caseId,
		);
		return stored.map(({ fileKey, fileName, mimeType, fileSize }, index): IDataObject => {
			const document = { secureDocumentId: ids[index], fileKey, fileName, mimeType, fileSize };
			return { ...document, documentTypeId, ...(caseId ? { caseId } : {}) };
		});
	},
};
