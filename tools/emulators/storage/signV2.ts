import { createHmac, randomBytes } from 'node:crypto';
import type { KeyPair, Keys } from './keys';
import { MAX_UPLOAD_BYTES } from './store';
import type { GetOptions, PostOptions, PresignedPost } from './types';

/**
 * Signature Version 2 in the query, with a session token and the trace id that code in AWS Lambda
 * adds without signing it: what `getSignedUrl` of aws-sdk v2 produces there.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#RESTAuthenticationQueryStringAuth
 */
export function presignV2(
	origin: string,
	{ accessKeyId, secretAccessKey, sessionToken }: Keys['temporary'],
	method: 'GET' | 'PUT',
	{ bucket, key, expiresInSeconds = 3600 }: GetOptions,
	contentType = '',
): string {
	const path = `/${bucket}/${key.split('/').map(encode).join('/')}`;
	const expires = String(Math.floor(Date.now() / 1000) + expiresInSeconds);
	const token = `x-amz-security-token:${sessionToken}`;
	const parameters = {
		AWSAccessKeyId: accessKeyId,
		...(contentType && { 'Content-Type': contentType }),
		Expires: expires,
		Signature: sign([method, '', contentType, expires, token, path].join('\n'), secretAccessKey),
		'X-Amzn-Trace-Id': `Root=1-${randomBytes(4).toString('hex')}-${randomBytes(12).toString('hex')}`,
		'x-amz-security-token': sessionToken,
	};
	const query = Object.entries(parameters).map(([name, value]) => `${name}=${encode(value)}`);
	return `${origin}${path}?${query.join('&')}`;
}

/**
 * The fields boto3's `generate_presigned_post` produces by default, in its order.
 * https://boto3.amazonaws.com/v1/documentation/api/latest/guide/s3-presigned-urls.html
 */
export function presignPostV2(
	origin: string,
	{ accessKeyId, secretAccessKey }: KeyPair,
	o: PostOptions,
): PresignedPost {
	const { bucket, key, contentType, expiresInSeconds = 3600, moreFields = {} } = o;
	const expiration = new Date(Date.now() + expiresInSeconds * 1000);
	const document = {
		expiration: expiration.toISOString().replace(/\.\d+/, ''),
		conditions: [
			{ 'Content-Type': contentType },
			['content-length-range', o.minBytes ?? 0, o.maxBytes ?? MAX_UPLOAD_BYTES],
			{ bucket },
			{ key },
			...Object.entries(moreFields).map(([name, value]) => ({ [name]: value })),
		],
	};
	const policy = Buffer.from(JSON.stringify(document)).toString('base64');
	return {
		url: `${origin}/${bucket}/`,
		fields: {
			'Content-Type': contentType,
			key,
			...moreFields,
			AWSAccessKeyId: accessKeyId,
			policy,
			signature: signPolicyV2(policy, secretAccessKey),
		},
	};
}

/** The `signature` field for a policy (base64) of a form. */
export const signPolicyV2 = (policy: string, secret: string): string => sign(policy, secret);

function sign(text: string, secret: string): string {
	return createHmac('sha1', secret).update(text, 'utf8').digest('base64');
}

/** encodeURIComponent does not encode five characters that AWS encodes. */
function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
