import type { IExecuteFunctions } from 'n8n-workflow';

type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** What is read of an answer that explains a refusal: the words for people come first. */
export const MAX_REFUSAL_BYTES = 64 * 1024;

/** Not of the codes that `isTransient` takes for passing: the next answer would be as large. */
export const TOO_LARGE = 'ERR_RESPONSE_TOO_LARGE';

export interface Reading {
	/** Of the unpacked body. */
	maxBytes: number;
	/** Ends the reading, and the connection with it. */
	signal: AbortSignal | undefined;
	/** Whether the beginning is enough: a longer, cut or unfinished body is then no failure. */
	beginning?: boolean;
}

/**
 * The text of a body that n8n was asked for with `encoding: 'stream'`. That is the only way to bound
 * it: n8n's time-out ends at the headers, and a body read by n8n has no largest size, unpacked or not.
 * The stream is closed in the end, and its connection unless all of it was read.
 * @throws an error whose code is TOO_LARGE, that of the connection, or the signal's reason
 */
export async function readAnswer(body: unknown, reading: Reading): Promise<string> {
	if (!isStream(body)) return wholeBody(body);
	const { maxBytes, signal, beginning = false } = reading;
	const stop = () => closeAnswer(body, signal?.reason);
	signal?.addEventListener('abort', stop);
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		if (signal?.aborted) stop();
		for await (const chunk of body) {
			// One that was cut is not kept whole for the sake of its beginning.
			const piece = Buffer.from(chunk as Buffer).subarray(0, maxBytes + 1 - size);
			chunks.push(piece);
			size += piece.length;
			if (size > maxBytes) break;
		}
	} catch (thrown) {
		if (!beginning) throw signal?.aborted ? signal.reason : thrown;
	} finally {
		signal?.removeEventListener('abort', stop);
		closeAnswer(body);
	}
	if (size > maxBytes && !beginning) {
		const words = `The response is larger than ${maxBytes} bytes`;
		throw Object.assign(new Error(words), { code: TOO_LARGE });
	}
	const text = Buffer.concat(chunks).toString();
	return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Ends an answer that nobody reads, and its connection. */
export function closeAnswer(body: unknown, reason?: unknown): void {
	if (!isStream(body)) return;
	// Otherwise what the stream says of its end would be thrown by nobody's fault.
	body.on('error', () => undefined);
	body.destroy(reason instanceof Error ? reason : undefined);
}

const isStream = (body: unknown): body is ByteStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;

/** What n8n gives where it has the body already, as its evaluations do. */
const wholeBody = (body: unknown): string =>
	typeof body === 'string' || Buffer.isBuffer(body) ? String(body) : JSON.stringify(body ?? '');
