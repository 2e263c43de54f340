import type { IExecuteFunctions } from 'n8n-workflow';
import { storageUrl } from '../../shared/storage/address';
import type { UploadFile } from '../../shared/storage/source';
import { unexpected } from '../../shared/vendor/expectation';
import { entryText, listOf } from './response';
import { karmaCheck } from './client';

export const MINT = { step: 'mint', refusal: 'KarmaCheck did not issue an upload URL' } as const;

export interface UploadSlot {
	/** Presigned PUT URL: a secret, to be used byte for byte. */
	url: string;
	fileKey: string;
}

/**
 * Requests one upload URL per file, in one call. The URLs are valid for an hour.
 * https://developer.karmacheck.com/api-reference/secure-documents/generate-secure-document-upload-urls
 * @throws StepError with step `mint`
 */
export async function mintUploadSlots(
	context: IExecuteFunctions,
	files: Array<Pick<UploadFile, 'mimeType'>>,
	documentTypeId: string,
): Promise<UploadSlot[]> {
	const vendorUrl = await karmaCheck.baseUrl(context, MINT);
	const response = await karmaCheck.request(context, {
		method: 'POST',
		path: '/document/secure/upload',
		body: { files: files.map(({ mimeType }) => ({ documentTypeId, mimeType })) },
		repeatable: true,
		...MINT,
	});
	// The response has the same order as the request, according to the API's documentation.
	return listOf(response, MINT, files.length).map((slot) => ({
		url: storageUrl(entryText(slot, 'url', MINT), vendorUrl, MINT),
		fileKey: entryText(slot, 'fileKey', MINT),
	}));
}

/** The same for one file. @throws StepError with step `mint` */
export async function mintUploadSlot(
	context: IExecuteFunctions,
	file: Pick<UploadFile, 'mimeType'>,
	documentTypeId: string,
): Promise<UploadSlot> {
	const [slot] = await mintUploadSlots(context, [file], documentTypeId);
	if (!slot) throw unexpected(MINT, 'the response contains no URL');
	return slot;
}
