import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/node/operation';
import { sendAll } from '../../../shared/storage/sendAll';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	mimeTypeOption,
} from '../../../shared/node/uploadFields';
import { putRequest } from '../../../shared/storage/put';
import { sendRenewing } from '../../../shared/storage/renewal';
import { send } from '../../../shared/storage/send';
import { uploadFiles } from '../../../shared/storage/source';
import { mintUploadSlot, mintUploadSlots } from '../../api/documents';
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
		const fileKeys = await sendAll(files, run, async (file, index) => {
			const mint = async () => await mintUploadSlot(this, file, documentTypeId);
			const first = slots[index] ?? (await mint());
			const { fileKey } = await sendRenewing(first, mint, async ({ url }) => {
				await send(this, putRequest(url, file), file, run.signal);
			});
			return fileKey;
		});
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
