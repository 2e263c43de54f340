import { randomBytes } from 'node:crypto';
import type { Middleware } from 'koa';

type Detail = Record<string, string | number>;

/** A response of S3 that is not a success; `detail` becomes further XML elements. */
export class S3Error extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly detail: Detail = {},
	) {
		super(message);
	}
}

/** 403 AccessDenied */
export const accessDenied = (message: string, detail?: Detail): S3Error =>
	new S3Error(403, 'AccessDenied', message, detail);

/** 400 InvalidArgument about one header or form field */
export const invalidArgument = (message: string, name: string, value: string | number): S3Error =>
	new S3Error(400, 'InvalidArgument', message, { ArgumentName: name, ArgumentValue: value });

/** 400 EntityTooLarge; sizes in bytes */
export const entityTooLarge = (size: number, max: number): S3Error =>
	new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
		ProposedSize: size,
		MaxSizeAllowed: max,
	});

/** 404 NoSuchBucket */
export const noSuchBucket = (bucket: string): S3Error =>
	new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', { BucketName: bucket });

/** 411 MissingContentLength */
export const missingContentLength = (): S3Error =>
	new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');

/** 400 RequestTimeout: the body stopped before its declared end. */
export const requestTimeout = (): S3Error =>
	new S3Error(
		400,
		'RequestTimeout',
		'Your socket connection to the server was not read from or written to within the timeout ' +
			'period. Idle connections will be closed.',
	);

/** 403 SignatureDoesNotMatch, with the parts S3 names */
export const signatureDoesNotMatch = (detail: Detail): S3Error =>
	new S3Error(
		403,
		'SignatureDoesNotMatch',
		'The request signature we calculated does not match the signature you provided. Check your ' +
			'key and signing method.',
		detail,
	);

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** An XML document with one root and flat text children, every value escaped once. */
export function xml(root: string, children: Detail): string {
	const escape = (value: string | number) => String(value).replace(/[&<>"']/g, (c) => ENTITIES[c]!);
	const elements = Object.entries(children).map(
		([name, value]) => `<${name}>${escape(value)}</${name}>`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${elements.join('')}</${root}>`;
}

/** The document of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function errorXml({ code, message, detail }: S3Error, requestId: string): string {
	const HostId = randomBytes(56).toString('base64');
	return xml('Error', { Code: code, Message: message, ...detail, RequestId: requestId, HostId });
}

/** s3rver's own errors have the same properties, but escape their XML twice. */
function isS3Error(error: unknown): error is S3Error {
	return error instanceof Error && 'code' in error && 'status' in error && 'detail' in error;
}

/** Returns whatever is thrown further in as S3's error document. */
export const reportErrors: Middleware = async (ctx, next) => {
	const requestId = randomBytes(8).toString('hex').toUpperCase();
	ctx.set('x-amz-request-id', requestId);
	try {
		await next();
	} catch (thrown) {
		let error = new S3Error(
			500,
			'InternalError',
			'We encountered an internal error. Please try again.',
		);
		if (isS3Error(thrown)) error = thrown;
		else if (!ctx.req.complete) error = requestTimeout();
		else console.error('storage emulator:', thrown);
		ctx.status = error.status;
		ctx.type = 'application/xml';
		ctx.body = errorXml(error, requestId);
	}
};
