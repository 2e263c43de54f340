import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError, toStepError } from '../shared/errors';
import { storageAddress } from '../shared/upload/address';
import type { UploadFile } from '../shared/upload/source';
import { listOf, textOf } from './answer';
import { karmaCheck, karmaCheckAddress } from './transport';

export const MINT = { step: 'mint', refusal: 'KarmaCheck gave no upload address' } as const;

export interface UploadSlot {
	/** Presigned PUT address: a secret, to be used byte for byte. */
	url: string;
	fileKey: string;
}

export interface DocumentDetails {
	documentTypeId: string;
	title?: string;
	description?: string;
}

/**
 * Asks for one upload address per file, in one call. Addresses live for an hour.
 * https://developer.karmacheck.com/api-reference/secure-documents/generate-secure-document-upload-urls
 * @throws StepError with step `mint`
 */
export async function mintUploadSlots(
	context: IExecuteFunctions,
	files: Array<Pick<UploadFile, 'mimeType'>>,
	documentTypeId: string,
): Promise<UploadSlot[]> {
	const vendorUrl = await karmaCheckAddress(context, MINT);
	const answer = await karmaCheck(context, {
		method: 'POST',
		path: '/document/secure/upload',
		body: { files: files.map(({ mimeType }) => ({ documentTypeId, mimeType })) },
		...MINT,
	});
	// The order of the answer is the order of the request, by the API's own documentation.
	return listOf(answer, MINT, files.length).map((slot) => ({
		url: storageAddress(textOf(slot, 'url', MINT), vendorUrl, MINT.refusal),
		fileKey: textOf(slot, 'fileKey', MINT),
	}));
}

/**
 * Makes the records that turn stored files into documents, of one case or of none yet. This is not
 * repeatable: a second call makes a second record of each file.
 * https://developer.karmacheck.com/api-reference/secure-documents/create-secure-document-records
 * @returns their secureDocumentIds, in the order of the files
 * @throws StepError with step `record` and the file keys
 */
export async function createRecords(
	context: IExecuteFunctions,
	files: Array<{ file: UploadFile; fileKey: string }>,
	{ documentTypeId, ...texts }: DocumentDetails,
	caseId: string | undefined,
): Promise<string[]> {
	const record = {
		step: 'record',
		refusal: caseId
			? `The file is stored, but KarmaCheck did not put it on case ${caseId}`
			: 'The file is stored, but KarmaCheck made no document of it',
		whenUnclear: caseId
			? 'Look at the documents of the case first: it may be there. If it is not, run this item again'
			: 'It may have been made, and cannot be looked up: running this item again makes another one',
	} as const;
	const fileKeys = files.map(({ fileKey }) => fileKey);
	const list = files.map(({ file, fileKey }) => ({
		originalFileName: file.fileName,
		documentTypeId,
		fileKey,
		...texts,
		...fileFormat(file),
	}));
	const answer = await karmaCheck(context, {
		method: 'POST',
		path: '/document/secure/create',
		body: { list, ...(caseId ? { accessGrants: { caseId } } : {}) },
		...record,
	}).catch((thrown: unknown) => {
		throw new StepError({ ...toStepError(thrown), fileKeys });
	});
	const expectation = { ...record, fileKeys };
	return listOf(answer, expectation, files.length).map((entry) =>
		textOf(entry, 'secureDocumentId', expectation),
	);
}

const FORMATS: Record<string, string[]> = {
	'application/pdf': ['pdf'],
	'image/jpeg': ['jpg', 'jpeg'],
	'image/png': ['png'],
};

/** `fileFormat` knows fewer formats than the API takes files; for the others it is left out. */
function fileFormat({ fileName, mimeType }: UploadFile): IDataObject {
	const formats = FORMATS[mimeType];
	if (!formats) return {};
	const extension = fileName.split('.').pop()?.toLowerCase() ?? '';
	return { fileFormat: formats.includes(extension) ? extension : formats[0] };
}
