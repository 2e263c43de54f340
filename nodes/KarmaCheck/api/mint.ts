import type { IExecuteFunctions } from 'n8n-workflow';
import { storageAddress } from '../../shared/storage/address';
import type { UploadFile } from '../../shared/storage/source';
import { unexpected } from '../../shared/vendor/expectation';
import { entryText, listOf } from './answer';
import { karmaCheck } from './client';

export const MINT = { step: 'mint', refusal: 'KarmaCheck did not issue an upload URL' } as const;

export interface UploadSlot {
	/** Presigned PUT address: a secret, to be used byte for byte. */
	url: string;
	fileKey: string;
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
	const vendorUrl = await karmaCheck.baseUrl(context, MINT);
	const answer = await karmaCheck.request(context, {
		method: 'POST',
		path: '/document/secure/upload',
		body: { files: files.map(({ mimeType }) => ({ documentTypeId, mimeType })) },
		repeatable: true,
		...MINT,
	});
	// The order of the answer is the order of the request, by the API's own documentation.
	return listOf(answer, MINT, files.length).map((slot) => ({
		url: storageAddress(entryText(slot, 'url', MINT), vendorUrl, MINT),
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
