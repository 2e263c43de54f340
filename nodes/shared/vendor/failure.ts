import { StepError } from '../errors';
import { redact } from '../redact';
import { isTransient, NOT_TRUSTED, retryAfter } from '../retry';
import { RUN_AGAIN, type Expectation } from './expectation';
import type { Vendor } from './vendor';

/** What went wrong: a status with its body, or the code of a broken connection. */
export interface Failure {
	status?: number;
	code: string;
	text: string;
	retryAfterMs?: number;
}

const NOT_REACHED = /^(EAI_AGAIN|ECONNREFUSED|ENOTFOUND)$/;

/** Those that also end a connection after the request went out; then it was not in connecting. */
const MAYBE_REACHED = /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/;

const isNeverSent = (code: string, text: string): boolean =>
	NOT_REACHED.test(code) ||
	NOT_TRUSTED.test(code) ||
	(MAYBE_REACHED.test(code) && /\bconnect\b/.test(text));

/** n8n wraps what it throws in its own error; the cause tells the cases apart. */
export function failureOf(thrown: unknown): Failure {
	const { cause = thrown, httpCode, messages } = thrown as Wrapped;
	const { response, code, message } = cause as Cause;
	// A good status with a failure: the response was cut off, and what it says is unknown.
	if (response?.status && response.status >= 300) {
		const { status, data, headers } = response;
		const text = typeof data === 'string' ? data : JSON.stringify(data ?? '');
		return { status, code: '', text, retryAfterMs: retryAfter(headers?.['retry-after']) };
	}
	// Up to n8n 2.3x, its error has no cause, only the code and the first message.
	return { code: code ?? httpCode ?? '', text: messages?.[0] ?? message ?? '' };
}

interface Wrapped {
	cause?: unknown;
	httpCode?: string | null;
	messages?: string[];
}

interface Cause {
	message?: string;
	code?: string;
	response?: { status?: number; data?: unknown; headers?: Record<string, unknown> };
}

/** The call that failed. */
export interface CallContext {
	vendor: Pick<Vendor, 'name' | 'remedies' | 'isTokenRefused'>;
	expectation: Expectation;
	/** The host that was called, for messages about the connection. */
	host: string;
	/** What must not appear in the message. */
	secrets?: string[];
}

/** Describes a failure to the user. */
export function failureToStepError(
	{ status, code, text, retryAfterMs }: Failure,
	{ vendor, expectation, host, secrets = [] }: CallContext,
): StepError {
	const { name, isTokenRefused } = vendor;
	const { step, refusal, whenUnclear = RUN_AGAIN } = expectation;
	const remedies = { ...vendor.remedies, ...expectation.remedies };
	const fail = (what: string, remedy: string, unclear = false) =>
		new StepError({
			step,
			what: `${refusal}: ${what}`,
			remedy,
			httpCode: status,
			unclear,
			transient: isTransient(status, code),
			retryAfterMs,
			response: status ? text : '',
		});

	if (status) {
		const tokenRefused = status === 403 && isTokenRefused?.(text);
		const reason = redact(messageOf(text), secrets);
		return fail(
			`${name} returned ${status}${reason ? ` “${reason}”` : ''}`,
			remedies[tokenRefused ? 401 : status] ?? (status >= 500 ? whenUnclear : remedyFor(status)),
			status >= 500 || status === 408,
		);
	}
	// Nothing can have happened over a connection that was never established, or not trusted.
	if (isNeverSent(code, text)) {
		return fail(
			`${host} could not be reached (${code})`,
			"Check 'Environment' in the credential, and n8n's network connection",
		);
	}
	if (code) {
		return fail(
			`the connection to ${host} was lost before a response arrived (${code})`,
			whenUnclear,
			true,
		);
	}
	// Not the network: the credential itself refused, with its own message.
	const [what = '', ...remedy] = redact(text, secrets).split('. ');
	return fail(what, remedy.join('. ') || 'Open the credential and correct it');
}

function remedyFor(status: number): string {
	if (status === 429) return 'Wait a minute, then run this item again';
	if (status < 400) return "Check 'Environment' and 'Base URL' in the credential";
	return 'Correct the fields named in the message, then run this item again';
}

/** No message for people is nested deeper; a hostile response may be thousands of levels deep. */
const MAX_LEVELS = 8;

/** The human-readable part of an error body, in any of the known shapes. */
function messageOf(text: string): string {
	try {
		return wordsOf(JSON.parse(text), MAX_LEVELS);
	} catch {
		return text;
	}
}

function wordsOf(body: unknown, levels: number): string {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		return complaints(body, levels);
	}
	const { message, detail, error, ...fields } = body as Record<string, unknown>;
	const words = message ?? detail ?? error;
	if (words === undefined || words === null) return complaints(fields, levels);
	if (Array.isArray(words)) return words.map((one) => complaints(one, levels)).join('; ');
	return levels ? wordsOf(words, levels - 1) : '…';
}

/** Validation messages: texts under the names of fields, which may be nested. */
function complaints(value: unknown, levels: number): string {
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	if (!levels) return '…';
	if (Array.isArray(value)) return value.map((one) => complaints(one, levels - 1)).join(' ');
	return Object.entries(value)
		.map(([field, complaint]) => {
			const words = complaints(complaint, levels - 1);
			return /^non_?field_?errors$/i.test(field) ? words : `${field}: ${words}`;
		})
		.join('; ');
}
