import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError, toStepError } from '../../shared/errors';
import { exactlyOnce, type WriteNote } from '../../shared/vendor/exactlyOnce';
import { keepingKeys } from '../../shared/vendor/expectation';
import { listOf, entryText } from './answer';
import { karmaCheck, unknownId } from './client';
import { listDocuments } from './documents';

/** A stored file that is to become a document. */
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
 * Makes documents of stored files, each exactly once.
 *
 * KarmaCheck has no idempotency keys. With a case, its documents tell by their fileKey what an
 * unclear call has done, so that only the missing ones are sent again. Without a case nothing can
 * be looked up: then an unclear call is never repeated.
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

/** The documents of a case that were made of these files. */
export async function idsByFileKey(
	context: IExecuteFunctions,
	files: Array<{ fileKey: string }>,
	caseId: string,
): Promise<Map<string, string>> {
	const fileKeys = files.map(({ fileKey }) => fileKey);
	const expectation = {
		step: 'record',
		refusal: `The file is stored, but whether it is on case ${caseId} could not be read`,
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
	"Look at the documents of the case first, then finish with 'Create Record' and the file keys";

/**
 * The call itself, which is not repeatable: a second one makes a second record of each file.
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
			? `The file is stored, but KarmaCheck did not put it on case ${caseId}`
			: 'The file is stored, but KarmaCheck made no document of it',
		whenUnclear: caseId
			? LOOK_FIRST
			: "Whether it did cannot be looked up: finish with 'Create Record' and the file keys, which may make a second one",
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
			remedies: caseId ? unknownId('case') : undefined,
			body: { list, ...(caseId ? { accessGrants: { caseId } } : {}) },
			...record,
		});
	const answer = await keepingKeys(fileKeys, create);
	return listOf(answer, record, files.length).map((entry) =>
		entryText(entry, 'secureDocumentId', record),
	);
}

function withMissing(error: StepError, missing: RecordableFile[], total: number): StepError {
	const made = total - missing.length;
	return new StepError({
		...error,
		fileKeys: missing.map(({ fileKey }) => fileKey),
		what: made ? `${made} of ${total} documents are made. ${error.what}` : error.what,
	});
}
