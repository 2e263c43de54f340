import type { IExecuteFunctions } from 'n8n-workflow';
import { StepError } from '../shared/errors';
import { storageAddress } from '../shared/upload/address';
import type { PostPolicy } from '../shared/upload/post';
import type { UploadFile } from '../shared/upload/source';
import { kelviq, kelviqAddress } from './transport';

const MINT = { step: 'mint', refusal: 'Kelviq gave no upload form' } as const;

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
	const vendorUrl = await kelviqAddress(context, MINT);
	const answer = (await kelviq(context, {
		method: 'POST',
		path: '/media/',
		body: { fileName, fileType: mimeType },
		repeatable: true,
		...MINT,
	})) as Partial<MediaUpload> | null;
	const { url, fields, fileKey } = answer ?? {};
	if (!isTextMap(fields)) throw unexpected('fields');
	if (typeof fileKey !== 'string' || !fileKey) throw unexpected('fileKey');
	return { url: storageAddress(url, vendorUrl, MINT), fields, fileKey };
}

function isTextMap(value: unknown): value is Record<string, string> {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		Object.values(value).every((text) => typeof text === 'string')
	);
}

function unexpected(name: string): StepError {
	return new StepError({
		step: MINT.step,
		what: `${MINT.refusal}: its answer has no usable '${name}'`,
		remedy: "Check 'Environment' in the credential, then run this item again",
	});
}
