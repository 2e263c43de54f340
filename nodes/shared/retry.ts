import { sleep } from 'n8n-workflow';
import { StepError } from './errors';
import { seconds } from './time';

const MAX_ATTEMPTS = 4;
/** All in seconds. */
const FIRST_PAUSE = 0.5;
const MAX_PAUSE = 30;
/** Total time spent waiting between attempts. */
const MAX_WAITING = 60;

const HTTP_DATE = /^[A-Z][a-z]{2,8}, .+ GMT$/;

/**
 * Repeats a call that is safe to send again, as long as the cause may be temporary: no connection,
 * 408, 429, 5xx. Waits longer each time, for a random time so that many items do not come back at
 * once (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), or as long as the
 * service asks for.
 * @throws what the last attempt threw
 */
export async function withRetries<T>(
	attempt: () => Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> {
	let waited = 0;
	for (let done = 1; ; done += 1) {
		let failure: unknown;
		try {
			return await attempt();
		} catch (thrown) {
			failure = thrown;
		}
		const pause = pauseAfter(failure, done, waited);
		if (pause === undefined || signal?.aborted) throw failure;
		await pauseFor(pause, signal);
		waited += pause;
	}
}

/** Codes of a connection to a server that cannot prove its identity. */
export const NOT_TRUSTED = /CERT|SSL|TLS|SIGNATURE|EPROTO/;

/** Whether another attempt may succeed: not if the request or the certificate is wrong. */
export function isTransient(status: number | undefined, code: string): boolean {
	if (status) return status === 408 || status === 429 || (status >= 500 && status !== 501);
	// ERR_… are Node's own complaints, for example about a header, which would recur; except for a
	// response that was cut off or garbled (HPE_…).
	return /^(E(?!RR_)|ERR_NETWORK|ERR_BAD_RESPONSE|HPE_)/.test(code) && !NOT_TRUSTED.test(code);
}

/** @returns milliseconds, or undefined if another attempt makes no sense */
export function pauseAfter(thrown: unknown, attempts: number, waited: number): number | undefined {
	if (!(thrown instanceof StepError) || !thrown.transient) return undefined;
	if (attempts >= MAX_ATTEMPTS) return undefined;
	const longest = seconds(Math.min(FIRST_PAUSE * 2 ** (attempts - 1), MAX_PAUSE));
	const pause = thrown.retryAfterMs ?? Math.random() * longest;
	if (pause > seconds(MAX_PAUSE) || waited + pause > seconds(MAX_WAITING)) return undefined;
	return pause;
}

/**
 * What a Retry-After header asks for, in seconds or as a date (RFC 9110, 10.2.3).
 * @returns milliseconds, never negative; undefined if there is none or it makes no sense
 */
export function retryAfter(header: unknown): number | undefined {
	const text = String(header ?? '').trim();
	if (/^\d+(\.\d+)?$/.test(text)) return seconds(Number(text));
	// Date.parse finds a date in nearly anything, such as '-5'.
	const date = HTTP_DATE.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : seconds(Math.max(date - Date.now(), 0) / 1000);
}

/** Waits, but no longer than the execution lasts. */
export async function pauseFor(
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	let stop: (() => void) | undefined;
	const canceled = new Promise<void>((resolve) => {
		stop = resolve;
		signal?.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([sleep(milliseconds), canceled]);
	if (stop) signal?.removeEventListener('abort', stop);
	signal?.throwIfAborted();
}
