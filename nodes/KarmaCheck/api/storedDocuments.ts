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
	NewDocument | { fileName: string; secureDocumentId: string; fileKey: string };

export const isNew = (one: StoredDocument): one is NewDocument => 'mimeType' in one;

/**
 * Looks at a case before anything is sent, once a run.
 * @param isSkipping whether what is there is needed
 * @returns its documents, if they are
 * @throws StepError with step `input` for a case that the credential does not have
 */
export async function documentsOn(
	context: IExecuteFunctions,
	run: Run,
	caseId: string,
	isSkipping: boolean,
): Promise<CaseDocument[]> {
	await lookAtCase(context, run, caseId);
	if (!isSkipping) return [];
	const key = `documents of ${caseId}`;
	return await run.once(key, async () => await listDocuments(context, caseId));
}

/** Stores the files of an item, but for those whose names are among the documents there. */
export async function storeDocuments(
	context: IExecuteFunctions,
	run: Run,
	of: { files: UploadFile[]; there: CaseDocument[]; documentTypeId: string },
): Promise<StoredDocument[]> {
	const existing = (name: string) => of.there.filter((one) => isNamed(one, name));
	const isThere = (name: string) => existing(name).length > 0;
	const { documentTypeId } = of;
	const sent = await storeFiles(context, run, of.files, { documentTypeId, isThere });
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
		};
	});
}

const isNamed = ({ fileName }: CaseDocument, name: string): boolean =>
	typeof fileName === 'string' && fileName.normalize('NFC') === name.normalize('NFC');
