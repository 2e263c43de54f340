import { expiresAt } from './expiry';
import type { StorageRequest } from './send';
import type { UploadFile } from './source';

/**
 * The PUT of a file to a presigned S3 address, Signature V2 or V4.
 *
 * The Content-Type has to be the one that was signed. V2 addresses show it in a parameter of their
 * own; a V4 address names the header among X-Amz-SignedHeaders, and the value is the type that was
 * asked for. Any other header of the x-amz-* family would break the signature.
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
