import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { StepError } from '../errors';
import { isTransient, retryAfter, withRetries } from '../retry';
import { bodyOf, type Around } from './body';
import type { UploadFile } from './source';
import { patience, watchStall } from './stall';
import { storageReply } from './reply';

/** A request that carries a file to the storage: everything but the bytes. */
export interface StorageRequest {
	method: 'PUT' | 'POST';
	url: string;
	headers: { 'Content-Type': string; 'Content-Length': string };
	around?: Around;
	/** When the address expires by its own word, ISO 8601. */
	expiresAt?: string;
}

/**
 * Sends a file to its presigned address. No credential is anywhere near: the address itself is the
 * permission, and S3 refuses a request that carries another one.
 * @throws StepError with step `transfer`
 */
export async function send(
	context: IExecuteFunctions,
	request: StorageRequest,
	file: UploadFile,
	signal: AbortSignal | undefined,
): Promise<void> {
	const expiry = Date.parse(request.expiresAt ?? '');
	const start = Date.now();
	// An address that looked expired from the start only says that one of the clocks is wrong.
	const ranOut = () => start < expiry && expiry <= Date.now();
	// The same bytes under the same key: sending them again only overwrites them.
	await withRetries(
		async () => await transferOnce(context, request, file, { signal, ranOut }),
		signal,
	);
}

async function transferOnce(
	context: IExecuteFunctions,
	request: StorageRequest,
	file: UploadFile,
	{ signal, ranOut }: { signal: AbortSignal | undefined; ranOut: () => boolean },
): Promise<void> {
	signal?.throwIfAborted();
	const bytes = await file.open();
	let sent = 0;
	const body = bodyOf(bytes, request, file, (count) => {
		sent = count;
	});
	const watch = watchStall(() => sent, signal, patience(file.fileSize));
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		headers: request.headers,
		body: body as IHttpRequestOptions['body'],
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Following redirects makes the HTTP client keep every byte for a replay.
		disableFollowRedirect: true,
		// The time-out would count from the start: a large file on a slow line needs longer than any.
		timeout: 0,
		abortSignal: watch.signal,
	};
	let response: IN8nHttpFullResponse;
	try {
		response = (await context.helpers.httpRequest(options)) as IN8nHttpFullResponse;
	} catch (thrown) {
		const reason = watch.stalled() ? { code: 'ETIMEDOUT' } : thrown;
		throw interrupted(file, new URL(request.url).host, reason);
	} finally {
		watch.stop();
		// A refused upload leaves the file open otherwise.
		body.destroy();
	}
	const { statusCode, headers } = response;
	// Whoever answers before the end of the file has not stored it.
	const isWhole = sent === file.fileSize;
	if (statusCode < 300 && !isWhole) {
		throw interrupted(file, new URL(request.url).host, { code: EARLY });
	}
	// S3 tells the ETag of what it has stored. A proxy that answers in its place knows none.
	if (statusCode >= 200 && statusCode < 300 && headers.etag) return;
	throw refused(file, response, ranOut);
}

/** The code of a storage that answered before it had read the file. */
const EARLY = 'it answered too early';

function interrupted(file: UploadFile, host: string, thrown: unknown): StepError {
	const code = (thrown as { code?: string }).code ?? 'no answer';
	return new StepError({
		step: 'transfer',
		what: `'${file.fileName}' did not reach the storage: the connection to ${host} ended early (${code})`,
		remedy: 'Check the network of n8n, then run this item again',
		transient: isTransient(undefined, code) || code === EARLY,
	});
}

function refused(
	file: UploadFile,
	response: IN8nHttpFullResponse,
	ranOut: () => boolean,
): StepError {
	const { statusCode, headers } = response;
	const { said, remedy, transient, expired } = storageReply(
		statusCode,
		String(response.body ?? ''),
		file,
	);
	return new StepError({
		step: 'transfer',
		httpCode: statusCode,
		what: `'${file.fileName}' was not stored: the storage answered ${statusCode}${said ? ` ${said}` : ''}`,
		remedy,
		transient,
		expired: expired || (statusCode === 403 && ranOut()),
		retryAfterMs: retryAfter(headers?.['retry-after']),
	});
}
