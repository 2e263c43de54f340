import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { isLoopback } from '../loopback';

/** A vendor's base URLs, by the value of 'Environment' in its credential. */
export type Environments = Readonly<Record<string, string>>;

/**
 * The URL that every API path of a credential is appended to, without a trailing slash.
 * @throws UserError naming the field when a custom Base URL cannot be used.
 */
export function baseUrl(
	environments: Environments,
	credentials: ICredentialDataDecryptedObject,
): string {
	const environment = String(credentials.environment);
	if (environment !== 'custom') {
		const url = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
		if (!url)
			throw new UserError(
				`'Environment' in the credential has no option '${environment}'. Choose one from the list`,
			);
		return url;
	}
	const text = String(credentials.baseUrl ?? '').trim();
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || url.username || url.password || url.search || url.hash) {
		throw new UserError(
			"'Base URL' in the credential is not a plain URL. Enter one like https://api.example.com",
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
		throw new UserError(
			"'Base URL' in the credential is not HTTPS. Enter one that starts with https:// (http:// is only for the machine running n8n)",
		);
	}
	return url.href.replace(/\/+$/, '');
}

/** The same URL as an n8n expression, for the credential's own test request. */
export function baseUrlExpression(environments: Environments): string {
	const known = Object.entries(environments)
		.map(([name, url]) => `$credentials.environment === '${name}' ? '${url}' : `)
		.join('');
	return `={{ ${known}$credentials.baseUrl.trim().replace(/\\/+$/, '') }}`;
}

/** A request as a credential gets it: n8n's HTTP Request node names its URL `uri`. */
export type OutgoingRequest = Omit<IHttpRequestOptions, 'url'> & { url?: string; uri?: string };

/**
 * Refuses to add a secret to a request to another host.
 * @throws UserError
 */
export function assertOwnOrigin(
	environments: Environments,
	credentials: ICredentialDataDecryptedObject,
	request: OutgoingRequest,
): void {
	const own = new URL(baseUrl(environments, credentials)).origin;
	// Both, since it is n8n that chooses between them.
	const urls = [request.url, request.uri].filter((url) => typeof url === 'string');
	for (const url of urls.length ? urls : ['']) {
		const target = new URL(url, request.baseURL).origin;
		if (own === target) continue;
		throw new UserError(
			`This credential is only for ${own}, so nothing was sent to ${target}. Check the URL, or choose another credential`,
		);
	}
}
