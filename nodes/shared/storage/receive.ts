import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { closeAnswer, MAX_REFUSAL_BYTES, readAnswer } from '../answer';
import { connectionTrouble } from '../connection';
import { StepError } from '../errors';
import { isTransient, retryAfter } from '../retry';
import { arrivalOf, handedOn, missingIn, TOO_LARGE, type Arrival } from './arrival';
import type { ByteStream } from './content';
import { DISK_FULL, isDiskFull } from './disk';
import { peek } from './firstBytes';
import { storageReply } from './reply';
import { afterSilence, watchStall } from './stall';

/** A file in n8n's binary store. */
export interface Received {
	file: IBinaryData;
	/** Bytes. */
	fileSize: number;
}

/** One attempt of a download. */
export interface ReceiveAttempt {
	/** Whose support to contact when the storage refuses. */
	vendor: string;
	/** The MIME type, by the headers of the answer and its first bytes. @throws StepError */
	typeOf(headers: Record<string, unknown>, head: Buffer): string;
	signal: AbortSignal | undefined;
	/** How long nothing may come, in milliseconds. */
	silence: number;
	/** Whether the URL has expired since the download began. */
	hasRunOut(): boolean;
}

/** Downloads a file once. @throws StepError that tells how long nothing had come */
export async function receiveOnce(
	context: IExecuteFunctions,
	url: string,
	attempt: ReceiveAttempt,
): Promise<Received> {
	const { signal, silence, typeOf } = attempt;
	signal?.throwIfAborted();
	const { host } = new URL(url);
	const arrival: Arrival = { received: 0 };
	const watch = watchStall(() => arrival.received, signal, silence);
	let body: unknown;
	const close = () => closeAnswer(body, watch.signal.reason);
	try {
		const response = await request(context, url, watch.signal).catch((thrown: unknown) => {
			throw interrupted(host, thrown);
		});
		body = response.body;
		// From the headers on, n8n's HTTP client may not listen to the signal any more.
		watch.signal.addEventListener('abort', close);
		if (response.statusCode !== 200) throw await refused(response, watch.signal, attempt);
		const assertWhole = () => {
			const missing = missingIn(arrival, response.headers['content-length']);
			if (missing) throw interrupted(host, { code: missing }, true);
		};
		const { head, bytes } = await peek(arrivalOf(body as ByteStream, arrival), watch.signal);
		// What was cut within its first bytes must not be taken for something else.
		if (Buffer.isBuffer(bytes)) assertWhole();
		const mimeType = typeOf(response.headers, head);
		const file = await context.helpers.prepareBinaryData(handedOn(bytes), undefined, mimeType);
		const fileSize = await sizeOf(context, file);
		assertWhole();
		const { received } = arrival;
		if (fileSize !== received) throw notStored({ code: `${fileSize} of ${received} bytes` });
		return { file, fileSize };
	} catch (thrown) {
		signal?.throwIfAborted();
		const isRefused = thrown instanceof StepError && thrown.httpCode;
		const reason = watch.stalled() ? { code: 'ETIMEDOUT' } : arrival.failure;
		const error = reason && !isRefused ? interrupted(host, reason) : notStored(thrown);
		throw afterSilence(error, watch);
	} finally {
		watch.stop();
		watch.signal.removeEventListener('abort', close);
		closeAnswer(body);
	}
}

async function request(
	{ helpers }: IExecuteFunctions,
	url: string,
	abortSignal: AbortSignal,
): Promise<IN8nHttpFullResponse> {
	return (await helpers.httpRequest({
		method: 'GET',
		url,
		// What is stored packed comes packed all the same; nothing is packed for the way only.
		headers: { 'Accept-Encoding': 'identity' },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		// A file that comes slowly outlasts any.
		timeout: 0,
		abortSignal,
	})) as IN8nHttpFullResponse;
}

async function sizeOf({ helpers }: IExecuteFunctions, { id, data }: IBinaryData): Promise<number> {
	return id ? (await helpers.getBinaryMetadata(id)).fileSize : Buffer.from(data, 'base64').length;
}

const failed = (what: string, remedy: string, more: { transient?: boolean } = {}): StepError =>
	new StepError({
		step: 'request',
		what: `The file was not downloaded: ${what}`,
		remedy,
		...more,
	});

/** Something between the storage and n8n went wrong. */
function interrupted(host: string, thrown: unknown, isPassing = false): StepError {
	const { code, what, remedy = 'Run this item again', transient } = connectionTrouble(thrown, host);
	if (code === TOO_LARGE) return failed(TOO_LARGE, 'Download it outside n8n');
	return failed(what || `the connection to ${host} was interrupted (no response)`, remedy, {
		transient: transient || isPassing,
	});
}

/** Codes of a file system that did not take the file, and will not the next time. */
const NOT_TAKEN = /^(EACCES|EDQUOT|EFBIG|EIO|EMFILE|ENFILE|ENOENT|ENOSPC|EPERM|EROFS)$/;

/** n8n's own storage did not take it: everything else has a reason of its own. */
function notStored(thrown: unknown): StepError {
	if (thrown instanceof StepError) return thrown;
	const { code = '' } = thrown as { code?: string };
	return failed(
		`n8n could not store the file${code ? ` (${code})` : ''}`,
		isDiskFull(code)
			? DISK_FULL
			: "Check n8n's file storage and the free disk space, then run this item again",
		{ transient: isTransient(undefined, code) && !NOT_TAKEN.test(code) },
	);
}

async function refused(
	{ statusCode, headers, body }: IN8nHttpFullResponse,
	signal: AbortSignal,
	{ vendor, hasRunOut }: ReceiveAttempt,
): Promise<StepError> {
	// The status is enough if the rest of the response does not arrive.
	const text = await readAnswer(body, { maxBytes: MAX_REFUSAL_BYTES, signal, beginning: true });
	const { reason, remedy, transient, expired } = storageReply(statusCode, text, { vendor });
	return new StepError({
		step: 'request',
		httpCode: statusCode,
		what: `The file was not downloaded: the storage returned ${statusCode}${reason ? ` ${reason}` : ''}`,
		remedy,
		transient,
		expired: expired || (statusCode === 403 && hasRunOut()),
		retryAfterMs: retryAfter(headers['retry-after'], headers.date),
	});
}
