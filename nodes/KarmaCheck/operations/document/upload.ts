import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { choiceOf } from '../../../shared/node/values';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	ifNoFileOption,
	mimeTypeOption,
} from '../../../shared/node/fileFields';
import { isSkipped } from '../../../shared/storage/inputFields';
import { uploadFiles } from '../../../shared/storage/source';
import { attachedCaseField, attachToField } from '../../fields/case';
import { attachedCase } from '../../fields/chosenCase';
import {
	descriptionOption,
	documentDetails,
	documentTypeOption,
	titleOption,
} from '../../fields/document';
import { fileFormat } from '../../api/fileFormat';
import { assertAccepted, karmaCheckType } from '../../api/mimeTypes';
import { recordDocuments, type RecordNotes } from '../../api/records';
import { documentsOn, isNew, storeDocuments, type StoreNotes } from '../../api/storedDocuments';

const EXISTING = ['addAnother', 'skipSameName'] as const;
const IF_SEVERAL = ['fail', 'newest'] as const;

const existingDocumentsOption: INodeProperties = {
	displayName: 'Existing Documents',
	name: 'existingDocuments',
	type: 'options',
	options: [
		{ name: 'Add Another', value: 'addAnother' },
		{ name: 'Skip Files With the Same Name', value: 'skipSameName' },
	],
	default: 'addAnother',
	description: 'What to do when the case already has a document with the name of the file',
};

const ifSeveralCasesOption: INodeProperties = {
	displayName: 'If Several Cases',
	name: 'ifSeveralCases',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail' },
		{ name: 'Use the Newest', value: 'newest' },
	],
	default: 'fail',
	description: 'What to do when several active cases have the candidate email',
};

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
			existingDocumentsOption,
			fileNameOption,
			ifNoFileOption,
			ifSeveralCasesOption,
			mimeTypeOption,
			titleOption,
		]),
	],

	async execute(itemIndex, run) {
		if (isSkipped(this, itemIndex)) return [];
		const option = (name: string) => this.getNodeParameter(`options.${name}`, itemIndex, '');
		const ifSeveral = choiceOf(option('ifSeveralCases'), 'If Several Cases', IF_SEVERAL);
		const caseId = await attachedCase(this, itemIndex, run, ifSeveral);
		const details = documentDetails(this, itemIndex);
		const { documentTypeId } = details;
		const existing = choiceOf(option('existingDocuments'), 'Existing Documents', EXISTING);
		const isSkipping = existing === 'skipSameName';
		// The candidate's active case may be another by the second try: for that, nothing is done yet.
		const name = `for ${caseId ?? 'no case'}`;
		const notes = (run.notes(itemIndex)[name] ??= {}) as RecordNotes & StoreNotes;
		const store = async () => {
			const files = await uploadFiles(this, itemIndex, karmaCheckType);
			if (!files.length) return [];
			// The run's first call: it signs in, before the items would do so side by side.
			const known = files.filter(({ decide }) => !decide);
			await assertAccepted(this, run, known);
			const there = caseId ? await documentsOn(this, run, { caseId, itemIndex, isSkipping }) : [];
			return await storeDocuments(this, run, { itemIndex, files, there, documentTypeId, notes });
		};
		const stored = (notes.stored ??= await store());
		run.signal?.throwIfAborted();
		if (!stored.length) return [];

		const fresh = stored.filter(isNew);
		await recordDocuments(
			this,
			fresh.map(({ fileKey, fileName, mimeType }) => {
				return { fileKey, fileName, fileFormat: fileFormat(fileName, mimeType) };
			}),
			{ ...details, caseId },
			notes,
		);
		const on = caseId ? { caseId } : {};
		return stored.map((one): IDataObject => {
			if (!isNew(one)) return { ...one, ...on, existing: true };
			return { secureDocumentId: notes.made?.[one.fileKey], ...one, documentTypeId, ...on };
		});
	},
};
