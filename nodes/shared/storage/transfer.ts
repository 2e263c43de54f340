import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { MAX_REFUSAL_BYTES, readAnswer } from '../answer';
import { connectionTrouble } from '../connection';
import { untilAborted } from '../deadline';
import { StepError } from '../errors';
import { retryAfter } from '../retry';
import { bodyOf, type Around, type Progress } from './body';
import type { ByteStream } from './content';
import { close } from './firstBytes';
import { storageReply } from './reply';
import { afterSilence, watchStall } from './stall';
import type { StorageAnswer } from './stored';
import { notRead } from './unread';
import type { UploadFile } from './uploadFile';

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

/** One attempt of a transfer. */
export interface Attempt extends Transfer {
	/** How long nothing may move, in milliseconds. */
	silence: number;
	/** Whether the URL has expired since the transfer began. */
	hasRunOut: () => boolean;
}

/** Sends a file once. @throws StepError that tells how long nothing had moved */
export async function transferOnce(
	context: IExecuteFunctions,
	request: StorageRequest,
	file: UploadFile,
	attempt: Attempt,
): Promise<void> {
	const { signal, silence } = attempt;
	signal?.throwIfAborted();
	const progress: Progress = { sent: 0 };
	let body: ByteStream | undefined;
	const watch = watchStall(() => progress.sent, signal, silence);
	try {
		const content = await untilAborted(file.open(watch.signal), watch.signal, close);
		body = bodyOf(content, request, file, progress);
		const answer = await answerTo(context, request, body, watch.signal);
		const isStored = request.isStored(answer);
		// Whoever responds before the end of the file has not stored it.
		if ((isStored || answer.statusCode < 300) && progress.sent !== file.fileSize) {
			throw interrupted(file, request, { code: EARLY });
		}
		if (!isStored) throw refused(file, answer, attempt);
	} catch (thrown) {
		signal?.throwIfAborted();
		const isAnswered = thrown instanceof StepError && thrown.httpCode;
		const reason = watch.stalled() && !isAnswered ? { code: 'ETIMEDOUT' } : thrown;
		// Either the file did not come out of n8n's storage, or it did not get to the other one.
		const unread = body ? progress.failure : reason;
		const failure = unread ? notRead(file, unread) : reason;
		const error = failure instanceof StepError ? failure : interrupted(file, request, failure);
		throw afterSilence(error, watch);
	} finally {
		watch.stop();
		// Otherwise a refused upload would leave the file open.
		body?.destroy();
	}
}

async function answerTo(
	context: IExecuteFunctions,
	{ method, url, headers }: StorageRequest,
	body: ByteStream,
	signal: AbortSignal,
): Promise<StorageAnswer> {
	const response = (await context.helpers.httpRequest({
		method,
		url,
		headers,
		body: body as unknown as IHttpRequestOptions['body'],
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Following redirects makes the HTTP client keep every byte for a replay.
		disableFollowRedirect: true,
		// A timeout would count from the start, and a large file on a slow line outlasts any.
		timeout: 0,
		abortSignal: signal,
	})) as IN8nHttpFullResponse;
	const { statusCode } = response;
	// Of a refusal, what came of it is enough; a file is stored only if that was said to the end.
	const beginning = statusCode >= 300;
	const reading = { maxBytes: MAX_REFUSAL_BYTES, signal, beginning };
	return { statusCode, headers: response.headers, body: await readAnswer(response.body, reading) };
}

/** The code of a storage that responded before it had read the file. */
const EARLY = 'it responded too early';

function interrupted(file: UploadFile, { url }: StorageRequest, thrown: unknown): StepError {
	const { host } = new URL(url);
	const { code, what, remedy, transient } = connectionTrouble(thrown, host);
	const why = what || `the connection to ${host} was interrupted (no response)`;
	return new StepError({
		step: 'transfer',
		what: `'${file.fileName}' was not uploaded: ${why}`,
		remedy: remedy ?? "Check n8n's network connection, then run this item again",
		transient: transient || code === EARLY,
	});
}

function refused(
	file: UploadFile,
	{ statusCode, headers, body }: StorageAnswer,
	{ vendor, hasRunOut }: Attempt,
): StepError {
	const facts = { vendor, fileSize: file.fileSize };
	const { reason, remedy, transient, expired } = storageReply(statusCode, body, facts);
	return new StepError({
		step: 'transfer',
		httpCode: statusCode,
		what: `'${file.fileName}' was not stored: the storage returned ${statusCode}${reason ? ` ${reason}` : ''}`,
		remedy,
		transient,
		expired: expired || (statusCode === 403 && hasRunOut()),
		retryAfterMs: retryAfter(headers['retry-after'], headers.date),
	});
}
