import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { collection } from '../../../shared/node/collection';
import type { Operation, Run } from '../../../shared/node/operation';
import { choiceOf } from '../../../shared/node/values';
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
import { karmaCheckType } from '../../api/mimeTypes';
import { listDocuments, type CaseDocument } from '../../api/documents';
import { recordDocuments, type RecordNotes } from '../../api/records';
import { storeFiles } from '../../api/send';

const EXISTING = ['addAnother', 'skipSameName'] as const;

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
			mimeTypeOption,
			titleOption,
		]),
	],

	async execute(itemIndex, run) {
		const caseId = attachedCase(this, itemIndex);
		const details = documentDetails(this, itemIndex);
		const { documentTypeId } = details;
		const stored = await run.keep(itemIndex, 'stored', async () => {
			const files = await uploadFiles(this, itemIndex, karmaCheckType);
			const there = isSkipping(this, itemIndex) && caseId ? await onCase(this, run, caseId) : [];
			const existing = (name: string) => there.find((one) => isNamed(one, name));
			const isThere = (name: string) => Boolean(existing(name));
			const sent = await storeFiles(this, run, files, { documentTypeId, isThere });
			return sent.map(({ fileKey, fileName, mimeType, fileSize }): StoredDocument => {
				const { id = '', fileKey: itsKey = '' } = existing(fileName) ?? {};
				return fileKey
					? { fileName, fileKey, mimeType, fileSize }
					: { fileName, secureDocumentId: id, fileKey: itsKey };
			});
		});
		run.signal?.throwIfAborted();

		const fresh = stored.filter((one): one is NewDocument => 'mimeType' in one);
		const notes: RecordNotes = run.notes(itemIndex);
		await recordDocuments(
			this,
			fresh.map(({ fileKey, fileName, mimeType }) => {
				return { fileKey, fileName, fileFormat: fileFormat(fileName, mimeType) };
			}),
			{ ...details, caseId },
			notes,
		);
		const about = { documentTypeId, ...(caseId ? { caseId } : {}) };
		return stored.map((one): IDataObject => {
			if (!('mimeType' in one)) return { ...one, ...about, existing: true };
			return { secureDocumentId: notes.made?.[one.fileKey], ...one, ...about };
		});
	},
};

/** A file of the item that is stored for a document of its own. */
interface NewDocument {
	fileName: string;
	fileKey: string;
	mimeType: string;
	/** Bytes. */
	fileSize: number;
}

/** The same, or the document of that name that was there already. */
type StoredDocument = NewDocument | { fileName: string; secureDocumentId: string; fileKey: string };

const isSkipping = (context: IExecuteFunctions, itemIndex: number): boolean =>
	choiceOf(
		context.getNodeParameter('options.existingDocuments', itemIndex, ''),
		'Existing Documents',
		EXISTING,
	) === 'skipSameName';

const onCase = async (context: IExecuteFunctions, run: Run, caseId: string) =>
	await run.once(`documents of ${caseId}`, async () => await listDocuments(context, caseId));

const isNamed = ({ fileName }: CaseDocument, name: string): boolean =>
	typeof fileName === 'string' && fileName.normalize('NFC') === name.normalize('NFC');
