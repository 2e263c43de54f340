import type { IExecuteFunctions } from 'n8n-workflow';
import type { Run } from '../../shared/node/operation';
import type { UploadFile } from '../../shared/storage/uploadFile';
import { lookAtCase } from './cases';
import { listDocuments, type CaseDocument } from './documents';
import { storeFiles } from './send';

/** A file that is stored for a document of its own. */
export interface NewDocument {
	fileName: string;
	fileKey: string;
	mimeType: string;
	/** Bytes. */
	fileSize: number;
}

/** The same, or the document of that name that was there already. */
export type StoredDocument =
	| NewDocument
	| { fileName: string; secureDocumentId: string; fileKey: string; documentTypeId: string | null };

export const isNew = (one: StoredDocument): one is NewDocument => 'mimeType' in one;

/** What is noted of the files of an item over the tries of a node: JSON. */
export interface StoreNotes {
	/** Where they are stored, by their places among them. */
	fileKeys?: Record<number, string>;
	/** All of them, once they are. */
	stored?: StoredDocument[];
}

/** The items of what the run has stored, over all tries, by file keys. */
const itemsByFileKey = ({ shared }: Run) =>
	(shared.itemsByFileKey ??= {}) as Record<string, number>;

/**
 * Looks at a case before anything is sent, once a run.
 * @param isSkipping whether what is there is needed
 * @returns its documents, if they are, but for those that are of other items of the run
 * @throws StepError with step `input` for a case that the credential does not have
 */
export async function documentsOn(
	context: IExecuteFunctions,
	run: Run,
	{ caseId, itemIndex, isSkipping }: { caseId: string; itemIndex: number; isSkipping: boolean },
): Promise<CaseDocument[]> {
	await lookAtCase(context, run, caseId);
	if (!isSkipping) return [];
	const key = `documents of ${caseId}`;
	const documents = await run.once(key, async () => await listDocuments(context, caseId));
	// One that an earlier try has made was not there before the run.
	const items = itemsByFileKey(run);
	return documents.filter(({ fileKey }) => (items[fileKey] ?? itemIndex) === itemIndex);
}

/** Stores the files of an item, but for those whose names are among the documents there. */
export async function storeDocuments(
	context: IExecuteFunctions,
	run: Run,
	of: {
		itemIndex: number;
		files: UploadFile[];
		there: CaseDocument[];
		documentTypeId: string;
		notes: StoreNotes;
	},
): Promise<StoredDocument[]> {
	const existing = (name: string) => of.there.filter((one) => isNamed(one, name));
	const isThere = (name: string) => existing(name).length > 0;
	const { itemIndex, documentTypeId, notes } = of;
	const fileKeys = (notes.fileKeys ??= {});
	const sent = await storeFiles(context, run, of.files, { documentTypeId, isThere, fileKeys });
	for (const { fileKey } of sent) if (fileKey) itemsByFileKey(run)[fileKey] = itemIndex;
	return sent.map(({ fileKey, fileName, mimeType, fileSize }, index): StoredDocument => {
		if (fileKey) return { fileName, fileKey, mimeType, fileSize };
		// Phones call every photo the same: several files stand for as many documents.
		const documents = existing(fileName);
		const before = sent.slice(0, index).filter((one) => one.fileName === fileName);
		const document = documents[Math.min(before.length, documents.length - 1)];
		return {
			fileName,
			secureDocumentId: document?.id ?? '',
			fileKey: document?.fileKey ?? '',
			documentTypeId: document?.documentTypeId ?? null,
		};
	});
}

const isNamed = ({ fileName }: CaseDocument, name: string): boolean =>
	typeof fileName === 'string' && fileName.normalize('NFC') === name.normalize('NFC');
