import { isTransient, NOT_TRUSTED } from './retry';

/** Why a connection came to nothing, in words for people. */
export interface ConnectionTrouble {
	/** As the system or n8n calls it; '' where it has no name. */
	code: string;
	/** The first message, as it came: not fit to be shown as it is. */
	message: string;
	/** A clause that goes on after 'could not be sent: '; '' where nothing is known. */
	what: string;
	/** What to do about it; none where running it again is all there is to do. */
	remedy?: string;
	/** Whether another attempt may succeed. */
	transient: boolean;
	/** Whether the request certainly did not go out. */
	neverSent: boolean;
}

const NETWORK = "Check n8n's network connection, then run this item again";

const NOT_REACHED = /^(EAI_AGAIN|ECONNREFUSED|ENOTFOUND)$/;

/** Those that also end a connection after the request went out; then it was not in connecting. */
const MAYBE_REACHED = /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/;

/** Of a secure connection, those that cannot end it in use, with nothing left to be written (EPROTO). */
const IN_HANDSHAKE =
	/^EPROTO$|HANDSHAKE|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|CIPHER|UNRECOGNIZED_NAME/;

/** What n8n says of an address that its administrator does not want to be called. */
const BLOCKED = /^The request was blocked because .*(hostname is restricted|restricted IP address)/;

/** What the agents for proxies throw, without a code. */
const PROXY_CLOSED = /Proxy connection ended|Proxy connection timed out/i;

/**
 * What ended a call before it had an answer.
 * @param thrown by n8n's HTTP helper
 * @param host for the words
 */
export function connectionTrouble(thrown: unknown, host: string): ConnectionTrouble {
	const { code, messages } = known(thrown);
	const message = messages.find(Boolean) ?? '';
	const says = (pattern: RegExp) => messages.some((message) => pattern.test(message));
	if (says(BLOCKED)) {
		return {
			code,
			message,
			what: `n8n's SSRF protection does not allow calls to ${host}`,
			remedy:
				'Ask the administrator of n8n to allow it (N8N_SSRF_ALLOWED_HOSTNAMES), then run this item again',
			transient: false,
			neverSent: true,
		};
	}
	if (NOT_TRUSTED.test(code)) return { ...notTrusted(code, host), message };
	if (says(PROXY_CLOSED)) {
		return {
			code,
			message,
			what: `the proxy between n8n and ${host} dropped the connection`,
			remedy: 'Check the proxy that n8n uses, then run this item again',
			transient: true,
			neverSent: true,
		};
	}
	const neverSent = NOT_REACHED.test(code) || (MAYBE_REACHED.test(code) && says(/\bconnect\b/));
	const transient = isTransient(undefined, code);
	if (neverSent) {
		return {
			code,
			message,
			what: `${host} could not be reached (${code})`,
			remedy: NETWORK,
			transient,
			neverSent,
		};
	}
	const what = code ? `the connection to ${host} was interrupted (${code})` : '';
	return { code, message, what, transient, neverSent };
}

function notTrusted(code: string, host: string): Omit<ConnectionTrouble, 'message'> {
	const isCertificate = /CERT|SIGNATURE/.test(code);
	const neverSent = isCertificate || IN_HANDSHAKE.test(code);
	return {
		code,
		what: isCertificate
			? `the certificate of ${host} is not trusted (${code})`
			: `no secure connection to ${host} could be established${neverSent ? '' : ' or kept'} (${code})`,
		remedy: isCertificate
			? 'If its issuer is to be trusted, such as the CA of your own proxy, have the administrator of n8n add its certificate with NODE_EXTRA_CA_CERTS'
			: "Check 'Base URL' and the proxy that n8n uses",
		transient: false,
		neverSent,
	};
}

/** How deep errors are wrapped at the most: by axios, by an agent, by n8n. */
const MAX_CAUSES = 5;

/** The first code, and every message, of an error and its causes. */
function known(thrown: unknown): { code: string; messages: string[] } {
	let code = '';
	const messages: string[] = [];
	let level = thrown as Level | undefined;
	for (let depth = 0; level && depth < MAX_CAUSES; depth += 1) {
		code ||= textOf(level.code) || statusless(level.httpCode);
		messages.push(...(level.messages ?? []).map(String), textOf(level.message));
		level = level.cause as Level | undefined;
	}
	return { code, messages };
}

interface Level {
	code?: unknown;
	/** Up to n8n 2.3x its own error has no cause, only the code and the first message. */
	httpCode?: unknown;
	messages?: unknown[];
	message?: unknown;
	cause?: unknown;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const statusless = (value: unknown): string => (/^\d+$/.test(textOf(value)) ? '' : textOf(value));
