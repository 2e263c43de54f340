import type { Context, Middleware } from 'koa';
import { accessDenied, entityTooLarge, missingContentLength, S3Error } from './errors';
import type { Keys } from './keys';
import { MAX_UPLOAD_BYTES } from './store';

export const REGION = 'us-east-1';

/** What S3 requires of every request but a form, and s3rver does not check. */
export function requestRules(keys: Keys): Middleware {
	return async (ctx, next) => {
		if (ctx.method === 'PUT') checkLength(ctx);
		const signedByHeader = ctx.get('authorization') !== '';
		if (!signedByHeader && 'X-Amz-Algorithm' in ctx.query) checkV4(ctx, keys);
		else if (!signedByHeader && 'Signature' in ctx.query) checkV2(ctx, keys);
		else if (!signedByHeader) throw accessDenied('Access Denied');
		return await next();
	};
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
function checkLength(ctx: Context): void {
	if (ctx.get('transfer-encoding')) {
		throw new S3Error(
			501,
			'NotImplemented',
			'A header you provided implies functionality that is not implemented',
			{ Header: 'Transfer-Encoding' },
		);
	}
	if (ctx.get('content-length') === '') throw missingContentLength();
	const size = Number(ctx.get('content-length'));
	if (size > MAX_UPLOAD_BYTES) throw entityTooLarge(size, MAX_UPLOAD_BYTES);
}

function checkV2(ctx: Context, keys: Keys): void {
	const accessKeyId = parameter(ctx, 'AWSAccessKeyId');
	if (accessKeyId !== undefined) keys.secretFor(accessKeyId, tokenOf(ctx));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
function checkV4(ctx: Context, keys: Keys): void {
	const credential = parameter(ctx, 'X-Amz-Credential');
	if (credential === undefined) return;
	const [accessKeyId = '', , region = ''] = credential.split('/');
	keys.secretFor(accessKeyId, tokenOf(ctx));
	if (region !== REGION) {
		throw new S3Error(
			400,
			'AuthorizationQueryParametersError',
			`Error parsing the X-Amz-Credential parameter; the region '${region}' is wrong; ` +
				`expecting '${REGION}'`,
			{ Region: REGION },
		);
	}
	const signed = (parameter(ctx, 'X-Amz-SignedHeaders') ?? '').split(';');
	// The payload's hash is part of the signature without being a signed header.
	const unsigned = Object.keys(ctx.headers).filter(
		(name) =>
			name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signed.includes(name),
	);
	if (unsigned.length > 0) {
		throw accessDenied('There were headers present in the request which were not signed', {
			HeadersNotSigned: unsigned.join(', '),
		});
	}
}

function tokenOf(ctx: Context): string | undefined {
	const name = Object.keys(ctx.query).find((n) => n.toLowerCase() === 'x-amz-security-token');
	return name === undefined ? undefined : parameter(ctx, name);
}

function parameter(ctx: Context, name: string): string | undefined {
	return [ctx.query[name]].flat()[0];
}
