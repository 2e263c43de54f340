import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
} from 'n8n-workflow';
import { environments } from '../nodes/KarmaCheck/api/environments';
import { MAX_REFUSAL_BYTES } from '../nodes/shared/answer';
import { connectionTrouble } from '../nodes/shared/connection';
import { StepError } from '../nodes/shared/errors';
import { exchange, type Answer } from '../nodes/shared/exchange';
import { isTransient, retryAfter } from '../nodes/shared/retry';
import { seconds } from '../nodes/shared/time';
import { baseUrl } from '../nodes/shared/vendor/baseUrl';
import { signInTicket } from '../nodes/shared/vendor/ticket';

/** How long a sign-in may take where nobody says it, in seconds. */
const LONGEST = 30;

/**
 * Exchanges the API key and client access token for a session token, which does not expire by
 * itself. It is one attempt: n8n cannot cancel a sign-in, so that whoever waits for it repeats it.
 * https://developer.karmacheck.com/background-check-api/overview/api/authentication
 * @throws UserError that says what to check; it never carries the request, which holds secrets
 */
export async function signIn(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const base = baseUrl(environments, credentials);
	const ticket = signInTicket(helpers);
	if (ticket) ticket.isUsed = true;
	const { apiKey, clientAccessToken, environment } = credentials;
	const sent = exchange(
		async (signal) =>
			await helpers.httpRequest({
				method: 'POST',
				url: `${base}/auth/api`,
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
				body: { apiKey, clientAccessToken },
				encoding: 'stream',
				timeout: seconds(LONGEST),
				abortSignal: signal,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			}),
		{ milliseconds: seconds(LONGEST), maxBytes: MAX_REFUSAL_BYTES, execution: ticket?.signal },
	);
	const token = sent.then(
		(answer) => tokenOf(answer, String(environment)),
		(thrown: unknown) => notReached(base, thrown),
	);
	return await token.catch((thrown: StepError) => {
		if (ticket) ticket.failure = thrown;
		throw new UserError(thrown.message);
	});
}

/** @throws StepError */
function tokenOf({ status, headers, text }: Answer, environment: string): string {
	const isAnswered = status >= 200 && status < 300;
	const body = isAnswered ? parsed(text) : undefined;
	const { token } = (body ?? {}) as { token?: unknown };
	if (typeof token === 'string' && token) return token;
	const isCustom = environment === 'custom';
	const field = isCustom ? 'Base URL' : 'Environment';
	if (status === 404) {
		throw new StepError({
			step: 'request',
			what: 'KarmaCheck is not at this URL (404)',
			remedy: `Check '${field}' in the credential`,
		});
	}
	if ([400, 401, 403].includes(status)) {
		const issued = `that they were issued for its environment, '${environment}'`;
		throw new StepError({
			step: 'request',
			what: `KarmaCheck did not accept the API key and client access token (${status})`,
			remedy: `Check both in the credential, and ${isCustom ? `its '${field}'` : issued}`,
		});
	}
	// What begins like data, and is none, was cut off; as nothing where it was packed.
	const isCut = isAnswered && body === undefined && /^\s*(\{|$)/.test(text);
	throw new StepError({
		step: 'request',
		what: `KarmaCheck did not issue a session token (${status})`,
		remedy: `Check '${field}' in the credential, or try again later`,
		transient: isCut || isTransient(status, ''),
		retryAfterMs: retryAfter(headers['retry-after'], headers.date),
	});
}

/** undefined for what is not JSON. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function notReached(base: string, thrown: unknown): never {
	const { host } = new URL(base);
	const { code, what, remedy, transient, neverSent } = connectionTrouble(thrown, host);
	const isUnreachable = neverSent && transient && code;
	const again = isUnreachable
		? "Check 'Environment' in the credential, and n8n's network connection"
		: 'Run this item again';
	throw new StepError({
		step: 'request',
		what: `KarmaCheck did not issue a session token: ${what || `${host} did not respond`}`,
		remedy: isUnreachable ? again : (remedy ?? again),
		transient,
	});
}
