import { StepError } from './errors';
import { MAX_RETRY_AFTER, timeOf, type Host, type Refusal } from './host';
import { pauseFor } from './pause';
import { seconds } from './time';

/** All in seconds. */
const FIRST_PAUSE = 0.5;
const MAX_PAUSE = 10;
/** What a call spends on pauses of its own: trouble of this length loses nothing. */
const MAX_PAUSES = 60;
/** What a call spends on pauses that the host asks for. */
const MAX_ASKED = 600;

/** Longer than anyone waits, and short enough to make a date of. */
const A_LIFETIME = 3e9;

const HTTP_DATE = /^[A-Z][a-z]{2,8}, .+ GMT$/;

/** A call that may be repeated. */
export interface Call extends Refusal {
	/** Where it goes; none for what stays on this machine. */
	host?: Host;
	/** How long all its attempts together may be silent, in seconds. */
	patience: number;
	/** How long its one attempt may be silent at a host that is down, in seconds. */
	whenDown?: number;
	signal: AbortSignal | undefined;
}

/** What a call has spent so far, in milliseconds. */
interface Spent {
	attempts: number;
	pauses: number;
	asked: number;
	silence: number;
}

/**
 * Repeats a call that is safe to send again, as long as the cause may be temporary: no connection, 408,
 * 429, 5xx. Waits longer each time, for a random time so that many items do not come back at once
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), or as long as the host
 * asks for, which is a pause for all calls of the run. What bounds it is the time spent on pauses, and
 * on silence: how long an attempt takes while something moves does not matter.
 * @param attempt gets how long it may be silent, in milliseconds; its error tells how long it was
 * (`silentMs`), or else all of its time counts
 * @throws what the last attempt threw
 */
export async function withRetries<T>(
	attempt: (silence: number) => Promise<T>,
	call: Call,
): Promise<T> {
	const { host, signal } = call;
	const began = Date.now();
	const spent: Spent = { attempts: 0, pauses: 0, asked: 0, silence: 0 };
	const whenDown = call.whenDown === undefined ? undefined : seconds(call.whenDown);
	for (;;) {
		await host?.enter(call, signal);
		const start = Date.now();
		const left = seconds(call.patience) - spent.silence;
		let failure: unknown;
		try {
			const result = await attempt(host?.patience(left, whenDown) ?? left);
			host?.answered();
			return result;
		} catch (thrown) {
			failure = thrown;
		}
		if (!(failure instanceof StepError) || signal?.aborted) throw failure;
		const { transient, unclear, httpCode } = failure;
		const silence = failure.silentMs ?? Date.now() - start;
		if (httpCode && !transient && !unclear) host?.answered();
		else host?.wasSilent(silence);
		if (!transient) throw failure;
		spent.attempts += 1;
		spent.silence += silence;
		const pause = pauseAfter(failure, spent, seconds(call.patience));
		if (failure.retryAfterMs !== undefined) host?.pause(failure.retryAfterMs);
		if (!pause) host?.gaveUp(began, failure.retryAfterMs !== undefined);
		if (!pause || host?.isDown) throw told(failure);
		spent[pause.isAsked ? 'asked' : 'pauses'] += pause.ms;
		// What the host asks for is waited for together with all others.
		if (!pause.isAsked || !host) await pauseFor(pause.ms, signal);
	}
}

/** @returns undefined if another attempt makes no sense */
export function pauseAfter(
	{ transient, retryAfterMs = 0 }: Pick<StepError, 'transient' | 'retryAfterMs'>,
	{ attempts, pauses, asked, silence }: Spent,
	patience: number,
): { ms: number; isAsked: boolean } | undefined {
	if (!transient || silence >= patience) return undefined;
	const own = Math.random() * seconds(Math.min(FIRST_PAUSE * 2 ** (attempts - 1), MAX_PAUSE));
	if (retryAfterMs > own) {
		const isTooLong = retryAfterMs > seconds(MAX_RETRY_AFTER);
		const isSpent = asked + retryAfterMs > seconds(MAX_ASKED);
		return isTooLong || isSpent ? undefined : { ms: retryAfterMs, isAsked: true };
	}
	if (pauses >= seconds(MAX_PAUSES)) return undefined;
	return { ms: Math.min(own, seconds(MAX_PAUSES) - pauses), isAsked: false };
}

/** Where the host asks for a longer pause than anyone waits for, the user does. */
function told(error: StepError): StepError {
	const { retryAfterMs = 0 } = error;
	if (retryAfterMs <= seconds(MAX_RETRY_AFTER)) return error;
	const until = timeOf(Date.now() + retryAfterMs);
	return new StepError({ ...error, remedy: `Run this item again after ${until}` });
}

/** Codes of a connection to a server that cannot prove its identity. */
export const NOT_TRUSTED = /CERT|SSL|TLS|SIGNATURE|EPROTO/;

/** Whether another attempt may succeed: not if the request or the certificate is wrong. */
export function isTransient(status: number | undefined, code: string): boolean {
	if (status) return status === 408 || status === 429 || (status >= 500 && status !== 501);
	// ERR_… are Node's own complaints, for example about a header, which would recur; except for a
	// response that was cut off or garbled (HPE_…), or not what it was packed as (Z_…).
	return (
		/^(E(?!RR_)|ERR_NETWORK|ERR_BAD_RESPONSE|ERR_STREAM_PREMATURE_CLOSE|HPE_|Z_|ERR__)/.test(
			code,
		) && !NOT_TRUSTED.test(code)
	);
}

/**
 * What a Retry-After header asks for, in seconds or as a date (RFC 9110, 10.2.3).
 * @param date the Date header of the same answer: the two are of one clock, which need not be ours
 * @returns milliseconds, never negative; undefined if there is none or it makes no sense
 */
export function retryAfter(header: unknown, date?: unknown): number | undefined {
	const text = String(header ?? '').trim();
	if (/^\d+(\.\d+)?$/.test(text)) return seconds(Math.min(Number(text), A_LIFETIME));
	const until = dateOf(text);
	if (until === undefined) return undefined;
	const now = dateOf(String(date ?? '').trim()) ?? Date.now();
	return seconds(Math.max(until - now, 0) / 1000);
}

/** Date.parse finds a date in nearly anything, such as '-5'. */
function dateOf(text: string): number | undefined {
	const date = HTTP_DATE.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : date;
}
