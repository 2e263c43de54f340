import type { IExecuteFunctions } from 'n8n-workflow';
import { storageUrl } from '../../shared/storage/address';
import { signedContentType } from '../../shared/storage/put';
import type { UploadFile } from '../../shared/storage/uploadFile';
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
	const slots = listOf(response, MINT, files.length).map((slot) => ({
		url: storageUrl(entryText(slot, 'url', MINT), vendorUrl, MINT),
		fileKey: entryText(slot, 'fileKey', MINT),
	}));
	const isShared = (values: string[]) => new Set(values).size < values.length;
	if (isShared(slots.map(({ fileKey }) => fileKey))) {
		throw unexpected(MINT, 'it returned one file key for several files');
	}
	if (isShared(slots.map(({ url }) => url))) {
		throw unexpected(MINT, 'it returned one URL for several files');
	}
	// A Signature V2 URL names the type that it was signed for.
	const isMixedUp = slots.some(({ url }, index) => {
		const type = signedContentType(url)?.toLowerCase();
		return type !== undefined && type !== files[index]?.mimeType.toLowerCase();
	});
	if (isMixedUp) throw unexpected(MINT, 'it returned a URL for a different file type');
	return slots;
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
