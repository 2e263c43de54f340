import type { FileStore } from '@20minutes/s3rver';
import type { Context, Middleware } from 'koa';
import {
	entityTooLarge,
	invalidArgument,
	missingContentLength,
	noSuchBucket,
	S3Error,
	xml,
} from './errors';
import type { Keys } from './keys';
import { type Form, readForm } from './postForm';
import { checkPolicy, type SizeRange } from './postPolicy';
import { missingField, signedPolicy } from './postSignature';
import type { Storage } from './types';
import { bucketOfHost } from './virtualHost';

/**
 * Form uploads: POST to a bucket. s3rver has them too, but checks no policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function postObject(
	keys: Keys,
	store: FileStore,
	storage: () => Pick<Storage, 'formEtags'>,
): Middleware {
	return async (ctx, next) => {
		const bucket = bucketOf(ctx);
		if (ctx.method !== 'POST' || bucket === undefined || 'delete' in ctx.query) {
			return await next();
		}
		checkHeaders(ctx);
		if (!(await store.getBucket(bucket))) throw noSuchBucket(bucket);
		const form = await readForm(ctx.req);
		try {
			const key = form.fields.get('key')?.replaceAll('${filename}', form.fileName);
			if (!key) throw missingField('key');
			const range = checkPolicy(signedPolicy(form.fields, keys), form.fields, bucket);
			const metadata = Object.fromEntries(form.fields);
			const content = within(range, form);
			const { md5 } = await store.putObject({ bucket, key, content, metadata });
			answer(ctx, { bucket, key, md5 }, form.fields);
			if (!storage().formEtags) ctx.remove('ETag');
		} finally {
			// After a refusal the rest of the form is read and dropped.
			form.file.resume();
		}
	};
}

/** Before the host name, or else the only part of the path. */
function bucketOf({ hostname, path }: Context): string | undefined {
	const host = bucketOfHost(hostname);
	return host && path === '/' ? host : /^\/([^/]+)\/?$/.exec(path)?.[1];
}

function checkHeaders(ctx: Context): void {
	const authorization = ctx.get('authorization');
	if (authorization) {
		throw invalidArgument('Unsupported Authorization Type', 'Authorization', authorization);
	}
	if (!ctx.is('multipart/form-data')) {
		throw new S3Error(
			412,
			'PreconditionFailed',
			'At least one of the pre-conditions you specified did not hold',
			{ Condition: 'Bucket POST must be of the enclosure-type multipart/form-data' },
		);
	}
	if (ctx.get('content-length') === '') throw missingContentLength();
}

/** The file's bytes; ends only when the whole form is there and the size is allowed. */
async function* within({ min, max }: SizeRange, form: Form): AsyncGenerator<Buffer> {
	let size = 0;
	try {
		for await (const chunk of form.file as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size <= max) yield chunk;
		}
	} finally {
		// The form knows better than its file why the file was interrupted.
		await form.finished;
	}
	if (size > max) throw entityTooLarge(size, max);
	if (size < min) {
		throw new S3Error(
			400,
			'EntityTooSmall',
			'Your proposed upload is smaller than the minimum allowed size',
			{ ProposedSize: size, MinSizeAllowed: min },
		);
	}
}

interface Stored {
	bucket: string;
	key: string;
	md5: string;
}

function answer(ctx: Context, { bucket, key, md5 }: Stored, fields: Form['fields']): void {
	const etag = `"${md5}"`;
	const location = `${ctx.origin}/${bucket}/${encodeURIComponent(key)}`;
	const redirect = fields.get('success_action_redirect') ?? fields.get('redirect');
	if (redirect && URL.canParse(redirect)) {
		const url = new URL(redirect);
		for (const [name, value] of Object.entries({ bucket, key, etag }))
			url.searchParams.set(name, value);
		ctx.set({ ETag: etag, Location: url.href });
		ctx.body = null;
		ctx.status = 303;
		return;
	}
	const status = fields.get('success_action_status');
	ctx.set({ ETag: etag, Location: location });
	ctx.status = status === '200' || status === '201' ? Number(status) : 204;
	if (ctx.status !== 201) {
		ctx.body = ctx.status === 200 ? '' : null;
		return;
	}
	ctx.type = 'application/xml';
	ctx.body = xml('PostResponse', { Location: location, Bucket: bucket, Key: key, ETag: etag });
}
