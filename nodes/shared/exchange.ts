import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { closeAnswer, MAX_REFUSAL_BYTES, readAnswer } from './answer';
import { deadline, untilAborted } from './deadline';

/** What bounds a request and its answer. */
export interface Limits {
	/** For all of it, from the connection to the last byte. */
	milliseconds: number;
	/** Of an answer of 2xx, unpacked; of another one, only the beginning is read. */
	maxBytes: number;
	/** Ends it too. */
	execution: AbortSignal | undefined;
}

export interface Answer {
	status: number;
	/** By lower-case name. */
	headers: Record<string, unknown>;
	text: string;
}

/**
 * Sends a request and reads its answer, of any status, within bounds. Nothing of it goes on after
 * that: whatever comes too late is dropped.
 * @param send with `encoding: 'stream'`, the full response whatever its status, and this signal
 * @throws what n8n's helper threw, an error with code ETIMEDOUT, or the reason of the execution's signal
 */
export async function exchange(
	send: (signal: AbortSignal) => Promise<unknown>,
	{ milliseconds, maxBytes, execution }: Limits,
): Promise<Answer> {
	const end = deadline(milliseconds, execution);
	const { signal } = end;
	let failure: unknown;
	try {
		signal.throwIfAborted();
		const sent = send(signal) as Promise<IN8nHttpFullResponse>;
		const { statusCode: status, headers, body } = await untilAborted(sent, signal, discard);
		const isGood = status >= 200 && status < 300;
		const text = await readAnswer(body, {
			maxBytes: isGood ? maxBytes : MAX_REFUSAL_BYTES,
			signal,
			beginning: !isGood,
		});
		return { status, headers, text };
	} catch (thrown) {
		failure = thrown;
	} finally {
		end.stop();
	}
	// n8n has its own words for what the signal has ended.
	throw signal.aborted ? signal.reason : failure;
}

const discard = ({ body }: IN8nHttpFullResponse): void => closeAnswer(body);
