import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError, toStepError } from '../../shared/errors';
import { exactlyOnce, type WriteNote } from '../../shared/vendor/exactlyOnce';
import { keepingKeys } from '../../shared/vendor/expectation';
import { listOf, entryText } from './response';
import { karmaCheck, unknownId } from './client';
import { listDocuments } from './documents';

/** A stored file to create a document from. */
export interface RecordableFile {
	fileKey: string;
	fileName: string;
	fileFormat?: string;
}

export interface DocumentDetails {
	documentTypeId: string;
	title?: string;
	description?: string;
}

/** What is noted of the documents of an item over the tries of a node: JSON. */
export interface RecordNotes extends WriteNote {
	/** The documents that are made, by their file keys. */
	made?: Record<string, string>;
}

/**
 * Creates documents from stored files, each exactly once.
 *
 * KarmaCheck has no idempotency keys. With a case, the fileKeys of its documents tell what an unclear
 * call has done, so only the missing ones are sent again. Without a case nothing can be checked, so an
 * unclear call is never repeated.
 * @returns their secureDocumentIds, in the order of the files
 * @throws StepError with step `record` and the file keys
 */
export async function recordDocuments(
	context: IExecuteFunctions,
	files: RecordableFile[],
	details: DocumentDetails & { caseId: string | undefined },
	notes: RecordNotes,
): Promise<string[]> {
	const { caseId } = details;
	const made = (notes.made ??= {});
	const missing = () => files.filter(({ fileKey }) => !made[fileKey]);
	const ids = () => files.map(({ fileKey }) => made[fileKey] ?? '');
	if (!missing().length) return ids();

	const send = async () => {
		const sent = missing();
		const answered = await createRecords(context, sent, details);
		// A single record needs no matching. For several, the API promises no order, so that the list of
		// the case pairs them; where it lags or cannot be read, the order of the answer does.
		const found =
			caseId && sent.length > 1
				? await idsByFileKey(context, sent, caseId).catch(() => undefined)
				: undefined;
		const isListed = found && sent.every(({ fileKey }) => found.has(fileKey));
		sent.forEach(({ fileKey }, index) => {
			made[fileKey] = (isListed ? found.get(fileKey) : answered[index]) ?? '';
		});
		return ids();
	};
	const find = async () => {
		const found = await idsByFileKey(context, missing(), caseId ?? '');
		for (const [fileKey, id] of found) made[fileKey] = id;
		return missing().length ? undefined : ids();
	};
	const signal = context.getExecutionCancelSignal();
	try {
		return await exactlyOnce({ send, ...(caseId ? { find } : {}), note: notes, signal });
	} catch (thrown) {
		throw withMissing(toStepError(thrown), missing(), files.length);
	}
}

/** The documents of a case that were created from these files. */
export async function idsByFileKey(
	context: IExecuteFunctions,
	files: Array<{ fileKey: string }>,
	caseId: string,
): Promise<Map<string, string>> {
	const fileKeys = files.map(({ fileKey }) => fileKey);
	const expectation = {
		step: 'record',
		refusal: `The file is stored, but the documents of case ${caseId} could not be read`,
		whenUnclear: LOOK_FIRST,
		fileKeys,
	} as const;
	const documents = await keepingKeys(
		fileKeys,
		async () => await listDocuments(context, caseId, expectation),
	);
	const wanted = new Set(fileKeys);
	return new Map(
		documents.filter(({ fileKey }) => wanted.has(fileKey)).map(({ fileKey, id }) => [fileKey, id]),
	);
}

const LOOK_FIRST =
	"Check the case's documents first. For any that are missing, use 'Create Record' with their file keys";

const TOO_LARGE = "Upload fewer or smaller files per item, or shorten 'Title' and 'Description'";

/**
 * The call itself, which is not repeatable: a second call creates a second record of each file.
 * https://developer.karmacheck.com/api-reference/secure-documents/create-secure-document-records
 */
async function createRecords(
	context: IExecuteFunctions,
	files: RecordableFile[],
	{ documentTypeId, caseId, ...texts }: DocumentDetails & { caseId: string | undefined },
): Promise<string[]> {
	const fileKeys = files.map(({ fileKey }) => fileKey);
	const record = {
		step: 'record',
		refusal: caseId
			? `The file is stored, but KarmaCheck did not attach it to case ${caseId}`
			: 'The file is stored, but KarmaCheck did not create a document from it',
		whenUnclear: caseId
			? LOOK_FIRST
			: "Whether it was created cannot be checked. 'Create Record' with the file keys finishes the upload but may create a duplicate",
		fileKeys,
	} as const;
	const list = files.map(({ fileKey, fileName, fileFormat }): IDataObject => {
		const format = fileFormat ? { fileFormat } : {};
		return { originalFileName: fileName, documentTypeId, fileKey, ...texts, ...format };
	});
	const create = async () =>
		await karmaCheck.request(context, {
			method: 'POST',
			path: '/document/secure/create',
			remedies: { 413: TOO_LARGE, ...(caseId ? unknownId('case') : undefined) },
			body: { list, ...(caseId ? { accessGrants: { caseId } } : {}) },
			...record,
		});
	const response = await keepingKeys(fileKeys, create);
	return listOf(response, record, files.length).map((entry) =>
		entryText(entry, 'secureDocumentId', record),
	);
}

function withMissing(error: StepError, missing: RecordableFile[], total: number): StepError {
	const created = total - missing.length;
	return new StepError({
		...error,
		fileKeys: missing.map(({ fileKey }) => fileKey),
		what: created ? `${created} of ${total} documents were created. ${error.what}` : error.what,
	});
}
