import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { StepError } from '../errors';
import { isTransient, retryAfter, withRetries } from '../retry';
import { bodyOf, type Around } from './body';
import type { ByteStream } from './content';
import type { UploadFile } from './uploadFile';
import { patience, watchStall } from './stall';
import { storageReply } from './reply';
import type { StorageAnswer } from './stored';

/** A request that carries a file to the storage: everything but the bytes. */
export interface StorageRequest {
	method: 'PUT' | 'POST';
	url: string;
	headers: { 'Content-Type': string; 'Content-Length': string };
	around?: Around;
	/** When the URL says it expires, ISO 8601. */
	expiresAt?: string;
	/** Whether the storage says that it has the file. */
	isStored(answer: StorageAnswer): boolean;
}

/** What every attempt of a transfer shares. */
export interface Transfer {
	/** Whose support to contact when the storage refuses the file. */
	vendor: string;
	signal: AbortSignal | undefined;
}

/**
 * Sends a file to its presigned URL. No credential is involved: the URL itself is the permission,
 * and S3 refuses a request that carries another one.
 * @throws StepError with step `transfer`
 */
export async function send(
	context: IExecuteFunctions,
	request: StorageRequest,
	file: UploadFile,
	{ vendor, signal }: Transfer,
): Promise<void> {
	const expiry = Date.parse(request.expiresAt ?? '');
	const start = Date.now();
	// A URL that looked expired from the start only means that one of the clocks is wrong.
	const ranOut = () => start < expiry && expiry <= Date.now();
	// The same bytes under the same key: sending them again just overwrites them.
	await withRetries(
		async () => await transferOnce(context, request, file, { vendor, signal, ranOut }),
		signal,
	);
}

async function transferOnce(
	context: IExecuteFunctions,
	request: StorageRequest,
	file: UploadFile,
	{ vendor, signal, ranOut }: Transfer & { ranOut: () => boolean },
): Promise<void> {
	signal?.throwIfAborted();
	let sent = 0;
	let body: ByteStream | undefined;
	const watch = watchStall(() => sent, signal, patience(file.fileSize));
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		headers: request.headers,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Following redirects makes the HTTP client keep every byte for a replay.
		disableFollowRedirect: true,
		// A timeout would count from the start, and a large file on a slow line outlasts any.
		timeout: 0,
		abortSignal: watch.signal,
	};
	let response: IN8nHttpFullResponse;
	try {
		body = bodyOf(await file.open(watch.signal), request, file, (count) => {
			sent = count;
		});
		const withBody = { ...options, body: body as unknown as IHttpRequestOptions['body'] };
		response = (await context.helpers.httpRequest(withBody)) as IN8nHttpFullResponse;
	} catch (thrown) {
		const reason = watch.stalled() ? { code: 'ETIMEDOUT' } : thrown;
		throw interrupted(file, new URL(request.url).host, reason);
	} finally {
		watch.stop();
		// Otherwise a refused upload would leave the file open.
		body?.destroy();
	}
	const { statusCode, headers } = response;
	const isStored = request.isStored({ statusCode, headers, body: String(response.body ?? '') });
	// Whoever responds before the end of the file has not stored it.
	if ((isStored || statusCode < 300) && sent !== file.fileSize) {
		throw interrupted(file, new URL(request.url).host, { code: EARLY });
	}
	if (isStored) return;
	throw refused(file, response, { vendor, ranOut });
}

/** The code of a storage that responded before it had read the file. */
const EARLY = 'it responded too early';

function interrupted(file: UploadFile, host: string, thrown: unknown): StepError {
	// The file is not what it claims to be, or no longer there.
	if (thrown instanceof StepError) return thrown;
	const code = (thrown as { code?: string }).code ?? 'no response';
	return new StepError({
		step: 'transfer',
		what: `'${file.fileName}' was not uploaded: the connection to ${host} was interrupted (${code})`,
		remedy: "Check n8n's network connection, then run this item again",
		transient: isTransient(undefined, code) || code === EARLY,
	});
}

function refused(
	file: UploadFile,
	response: IN8nHttpFullResponse,
	{ vendor, ranOut }: { vendor: string; ranOut: () => boolean },
): StepError {
	const { statusCode, headers } = response;
	const { reason, remedy, transient, expired } = storageReply(
		statusCode,
		String(response.body ?? ''),
		{ vendor, fileSize: file.fileSize },
	);
	return new StepError({
		step: 'transfer',
		httpCode: statusCode,
		what: `'${file.fileName}' was not stored: the storage returned ${statusCode}${reason ? ` ${reason}` : ''}`,
		remedy,
		transient,
		expired: expired || (statusCode === 403 && ranOut()),
		retryAfterMs: retryAfter(headers?.['retry-after']),
	});
}
