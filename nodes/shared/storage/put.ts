import { expiresAt } from './expiry';
import { isPutStored } from './stored';
import type { StorageRequest } from './transfer';
import type { UploadFile } from './uploadFile';

/**
 * The PUT of a file to a presigned S3 URL, Signature V2 or V4.
 *
 * The Content-Type must be the one that was signed. V2 URLs show it in a parameter; a V4 URL names
 * the header among X-Amz-SignedHeaders, and the value is the type that was requested. Any other
 * x-amz-* header would break the signature.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
export function putRequest(url: string, file: UploadFile): StorageRequest {
	return {
		method: 'PUT',
		url,
		headers: {
			'Content-Type': signedContentType(url) ?? file.mimeType,
			'Content-Length': String(file.fileSize),
		},
		expiresAt: expiresAt(url),
		isStored: isPutStored,
	};
}

/** The type that a Signature V2 URL was signed for. */
export function signedContentType(url: string): string | undefined {
	// Not URLSearchParams: it would read the + of image/svg+xml as a space.
	const value = /[?&]content-type=([^&#]*)/i.exec(url)?.[1];
	try {
		return value ? decodeURIComponent(value) : undefined;
	} catch {
		return undefined;
	}
}
