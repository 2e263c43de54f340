import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { KeyPair } from './keys';
import { REGION } from './requestRules';
import { MAX_UPLOAD_BYTES } from './store';
import type { PostOptions, PresignedPost, PutOptions } from './types';

const createClient = (endpoint: string, credentials: KeyPair, virtualHost = false) =>
	new S3Client({
		endpoint,
		credentials,
		region: REGION,
		forcePathStyle: !virtualHost,
		// Otherwise the URL requires the checksum of an empty body.
		requestChecksumCalculation: 'WHEN_REQUIRED',
	});

/** A presigned PUT whose Content-Type is among the signed headers. */
export async function presignPutV4(
	origin: string,
	credentials: KeyPair,
	{ bucket, key, contentType, expiresInSeconds = 3600 }: PutOptions,
	virtualHost?: boolean,
): Promise<string> {
	const command = new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType });
	// V4 has no negative lifetime: an expired URL is one that was signed long ago.
	const expiresIn = Math.max(expiresInSeconds, 1);
	return await getSignedUrl(createClient(origin, credentials, virtualHost), command, {
		expiresIn,
		signingDate: new Date(Date.now() + (expiresInSeconds - expiresIn) * 1000),
		signableHeaders: new Set(['content-type']),
	});
}

/** A form signed with Signature Version 4. */
export async function presignPostV4(
	origin: string,
	credentials: KeyPair,
	{ bucket, key, contentType, minBytes, maxBytes, expiresInSeconds, moreFields }: PostOptions,
	virtualHost?: boolean,
): Promise<PresignedPost> {
	return await createPresignedPost(createClient(origin, credentials, virtualHost), {
		Bucket: bucket,
		Key: key,
		Fields: { 'Content-Type': contentType, ...moreFields },
		Conditions: [['content-length-range', minBytes ?? 0, maxBytes ?? MAX_UPLOAD_BYTES]],
		Expires: expiresInSeconds ?? 3600,
	});
}
