import { TOO_LARGE } from '../answer';
import { connectionTrouble, type ConnectionTrouble } from '../connection';
import { StepError } from '../errors';
import { isWebPage, redact } from '../redact';
import { isTransient } from '../retry';
import { RUN_AGAIN, type Expectation } from './expectation';
import type { Vendor } from './vendor';
import { wordsOf } from './words';

/** What went wrong: a status with its body, or what was thrown where there was no answer. */
export interface Failure {
	status?: number;
	text: string;
	thrown?: unknown;
	retryAfterMs?: number;
	/** How long the attempt took, in milliseconds. */
	silentMs: number;
}

const CHECK_ENVIRONMENT = "Check 'Environment' in the credential, and n8n's network connection";

/** The call that failed. */
export interface CallContext {
	vendor: Pick<Vendor, 'name' | 'remedies' | 'signIn' | 'firstPath'>;
	expectation: Expectation;
	/** The host that was called, for messages about the connection. */
	host: string;
	/** What must not appear in the message. */
	secrets?: string[];
}

/** Describes a failure to the user. */
export function failureToStepError(failure: Failure, call: CallContext): StepError {
	return failure.status
		? refused(failure, failure.status, call)
		: notAnswered(failure, connectionTrouble(failure.thrown, call.host), call);
}

function refused(
	{ text, retryAfterMs, silentMs }: Failure,
	status: number,
	{ vendor, expectation, secrets = [] }: CallContext,
): StepError {
	const { step, refusal, whenUnclear = RUN_AGAIN } = expectation;
	const { name, signIn, firstPath } = vendor;
	const reason = redact(wordsOf(text), secrets);
	const remedies = { ...vendor.remedies, ...expectation.remedies };
	const tokenRefused = status === 403 && signIn?.isTokenRefused(text);
	const remedy =
		status === 404 && isWebPage(text)
			? `Check 'Base URL' in the credential: it must be what comes before ${firstPath}`
			: (remedies[tokenRefused ? 401 : status] ??
				(status >= 500 ? whenUnclear : remedyFor(status)));
	return new StepError({
		step,
		what: `${refusal}: ${name} returned ${status}${reason ? ` “${reason}”` : ''}`,
		remedy,
		httpCode: status,
		unclear: status >= 500 || status === 408,
		transient: isTransient(status, ''),
		retryAfterMs,
		silentMs,
		response: text,
	});
}

function notAnswered(
	{ silentMs }: Failure,
	{ code, message, what, remedy, transient, neverSent }: ConnectionTrouble,
	{ vendor, expectation, host, secrets = [] }: CallContext,
): StepError {
	const { step, refusal, whenUnclear = RUN_AGAIN } = expectation;
	const fail = (words: string, advice: string, about: Partial<StepError> = {}) =>
		new StepError({ step, what: `${refusal}: ${words}`, remedy: advice, silentMs, ...about });
	if (code === TOO_LARGE) {
		return fail(
			`the response of ${vendor.name} is larger than this node accepts`,
			expectation.whenUnclear ?? `Contact ${vendor.name} support`,
			{ unclear: true, accepted: true },
		);
	}
	// Nothing can have happened over a connection that was never established, or not trusted.
	if (neverSent) {
		const isUnreachable = code && transient;
		const advice = isUnreachable ? CHECK_ENVIRONMENT : (remedy ?? RUN_AGAIN);
		return fail(what, advice, { transient });
	}
	// A secure connection that broke: perhaps in use, perhaps before anything was sent.
	if (code && remedy) {
		const advice = [remedy, expectation.whenUnclear].filter(Boolean).join('. ');
		return fail(what, advice, { transient, unclear: true });
	}
	if (code) {
		const lost = `the connection to ${host} was lost before a response arrived (${code})`;
		return fail(lost, whenUnclear, { transient, unclear: true });
	}
	// Not the network: the credential itself refused, with its own message.
	const [own = '', ...advice] = redact(message, secrets).split('. ');
	return fail(own, advice.join('. ') || 'Open the credential and correct it');
}

function remedyFor(status: number): string {
	if (status === 429) return 'Wait a minute, then run this item again';
	if (status < 400) return "Check 'Environment' and 'Base URL' in the credential";
	return 'Correct the fields named in the message, then run this item again';
}
