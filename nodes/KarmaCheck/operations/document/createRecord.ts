import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { fileNameField } from '../../../shared/node/fileFields';
import { cleanFileName } from '../../../shared/storage/fileName';
import { choiceOf, requiredText } from '../../../shared/node/values';
import { textOf } from '../../../shared/text';
import { attachedCaseField, attachToField } from '../../fields/case';
import { attachedCase } from '../../fields/chosenCase';
import {
	descriptionOption,
	documentDetails,
	documentTypeOption,
	titleOption,
} from '../../fields/document';
import { FILE_FORMATS, fileFormatOfName } from '../../api/fileFormat';
import { idsByFileKey, recordDocuments } from '../../api/records';

export const documentCreateRecord: Operation = {
	resource: 'document',
	option: {
		name: 'Create Record',
		value: 'createRecord',
		action: 'Create document record',
		description: 'Create a document from a stored file',
	},
	fields: [
		{
			displayName: 'File Key',
			name: 'fileKey',
			type: 'string',
			default: '',
			required: true,
			description: 'Key that the file is stored under, returned by the upload or a failed item',
		},
		fileNameField,
		attachToField,
		attachedCaseField,
		collection('Options', 'options', [
			descriptionOption,
			documentTypeOption,
			{
				displayName: 'File Format',
				name: 'fileFormat',
				type: 'options',
				options: [
					{ name: 'JPEG', value: 'jpeg' },
					{ name: 'JPG', value: 'jpg' },
					{ name: 'PDF', value: 'pdf' },
					{ name: 'PNG', value: 'png' },
				],
				default: 'pdf',
				description: 'Format to record instead of the one that the file name ends with',
			},
			titleOption,
		]),
	],

	async execute(itemIndex, run) {
		const fileKey = requiredText(this, 'fileKey', itemIndex, 'File Key');
		const fileName = cleanFileName(requiredText(this, 'fileName', itemIndex, 'File Name'));
		const caseId = await attachedCase(this, itemIndex, run);
		const wanted = textOf(
			this.getNodeParameter('options.fileFormat', itemIndex, ''),
			'File Format',
		);
		const fileFormat = wanted
			? choiceOf(wanted, 'File Format', FILE_FORMATS as [string, ...string[]])
			: fileFormatOfName(fileName);

		// This finishes interrupted uploads, and what was interrupted may have been done after all.
		const existing = caseId && (await idsByFileKey(this, [{ fileKey }], caseId)).get(fileKey);
		const [secureDocumentId] = existing
			? [existing]
			: await recordDocuments(
					this,
					[{ fileKey, fileName, fileFormat }],
					{ ...documentDetails(this, itemIndex), caseId },
					run.notes(itemIndex),
				);
		return { secureDocumentId, fileKey, ...(caseId ? { caseId } : {}) };
	},
};
