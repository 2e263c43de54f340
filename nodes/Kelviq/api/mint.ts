import type { IExecuteFunctions } from 'n8n-workflow';
import { storageAddress } from '../../shared/storage/address';
import { assertUsableForm, type PostPolicy } from '../../shared/storage/policy';
import type { UploadFile } from '../../shared/storage/source';
import { unexpected } from '../../shared/vendor/expectation';
import { kelviq } from './client';

export const MINT = {
	step: 'mint',
	vendor: kelviq.vendor.name,
	refusal: 'Kelviq did not issue an upload form',
} as const;

/** A presigned POST, with the key under which Kelviq will know the file. */
export interface MediaUpload extends PostPolicy {
	fileKey: string;
}

/**
 * Asks for the presigned form of one file. It lives for an hour; the file has to be attached to a
 * product or plan by its `fileKey` afterwards.
 * https://docs.kelviq.com/api-reference
 * @throws StepError with step `mint`
 */
export async function mintMediaUpload(
	context: IExecuteFunctions,
	{ fileName, mimeType }: Pick<UploadFile, 'fileName' | 'mimeType'>,
): Promise<MediaUpload> {
	const vendorUrl = await kelviq.baseUrl(context, MINT);
	const answer = (await kelviq.request(context, {
		method: 'POST',
		path: '/media/',
		body: { fileName, fileType: mimeType },
		repeatable: true,
		...MINT,
	})) as Partial<MediaUpload> | null;
	const { url, fields, fileKey } = answer ?? {};
	if (!isTextMap(fields)) throw unexpected(MINT, "the response has no usable 'fields'");
	if (typeof fileKey !== 'string' || !fileKey)
		throw unexpected(MINT, "the response has no usable 'fileKey'");
	const upload = { url: storageAddress(url, vendorUrl, MINT), fields, fileKey };
	assertUsableForm(upload, MINT);
	return upload;
}

function isTextMap(value: unknown): value is Record<string, string> {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		Object.values(value).every((text) => typeof text === 'string')
	);
}
