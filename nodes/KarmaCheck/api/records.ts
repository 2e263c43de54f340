import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError, toStepError } from '../../shared/errors';
import { exactlyOnce } from '../../shared/vendor/exactlyOnce';
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
	details: DocumentDetails,
	caseId: string | undefined,
): Promise<string[]> {
	if (caseId === undefined) return await createRecords(context, files, details, undefined);

	let missing = files;
	const find = async () => {
		const found = await idsByFileKey(context, files, caseId);
		missing = files.filter(({ fileKey }) => !found.has(fileKey));
		return missing.length ? undefined : files.map(({ fileKey }) => found.get(fileKey) ?? '');
	};
	const create = async () => {
		const ids = await createRecords(context, missing, details, caseId);
		// A single record needs no matching. For several, the API does not promise an order.
		const matched = files.length === 1 ? ids : await find();
		if (matched) return matched;
		throw contradiction(caseId);
	};
	try {
		return await exactlyOnce(create, find);
	} catch (thrown) {
		throw withMissing(toStepError(thrown), missing, files.length);
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

/**
 * The call itself, which is not repeatable: a second call creates a second record of each file.
 * https://developer.karmacheck.com/api-reference/secure-documents/create-secure-document-records
 */
async function createRecords(
	context: IExecuteFunctions,
	files: RecordableFile[],
	{ documentTypeId, ...texts }: DocumentDetails,
	caseId: string | undefined,
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
			remedies: caseId ? unknownId('case') : undefined,
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

function contradiction(caseId: string): StepError {
	return new StepError({
		step: 'record',
		unclear: true,
		what: `KarmaCheck created the documents, but does not list them on case ${caseId}`,
		remedy: LOOK_FIRST,
	});
}
