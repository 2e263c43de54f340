import type { IExecuteFunctions } from 'n8n-workflow';
import { storageUrl } from '../../shared/storage/address';
import { assertUsableForm, type PostPolicy } from '../../shared/storage/policy';
import type { UploadFile } from '../../shared/storage/uploadFile';
import { unexpected } from '../../shared/vendor/expectation';
import { kelviq } from './client';

export const MINT = {
	step: 'mint',
	vendor: kelviq.vendor.name,
	refusal: 'Kelviq did not issue an upload form',
} as const;

/** A presigned POST, with the key by which Kelviq will know the file. */
export interface MediaUpload extends PostPolicy {
	fileKey: string;
}

/**
 * Requests the presigned form for one file. It is valid for an hour; the file must then be attached to
 * a product or plan by its `fileKey`.
 * https://docs.kelviq.com/api-reference
 * @throws StepError with step `mint`
 */
export async function mintMediaUpload(
	context: IExecuteFunctions,
	{ fileName, mimeType }: Pick<UploadFile, 'fileName' | 'mimeType'>,
): Promise<MediaUpload> {
	const vendorUrl = await kelviq.baseUrl(context, MINT);
	const response = (await kelviq.request(context, {
		method: 'POST',
		path: '/media/',
		body: { fileName, fileType: mimeType },
		repeatable: true,
		...MINT,
	})) as Partial<MediaUpload> | null;
	const { url, fields, fileKey } = response ?? {};
	if (!isTextMap(fields)) throw unexpected(MINT, "the response has no usable 'fields'");
	if (typeof fileKey !== 'string' || !fileKey)
		throw unexpected(MINT, "the response has no usable 'fileKey'");
	const upload = { url: storageUrl(url, vendorUrl, MINT), fields, fileKey };
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
