import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

/** The vendors' own hosts, by credential type and the value of its 'Environment'. */
export const environments = {
	karmaCheckApi: {
		staging: 'https://api-stage.karmacheck.io',
		production: 'https://api.karmacheck.io',
	},
	kelviqApi: {
		sandbox: 'https://sandboxapi.kelviq.com/api/v1',
		production: 'https://api.kelviq.com/api/v1',
	},
} as const;

export type VendorCredential = keyof typeof environments;

/**
 * Whether traffic to this address stays on the machine, so that plain http is safe. Names under
 * localhost do (RFC 6761, 6.3); a storage on the machine has a bucket's name in front.
 */
export function isLoopback({ hostname }: URL): boolean {
	return /^(.+\.)?localhost$|^\[::1\]$|^127(\.\d+){3}$/.test(hostname);
}

/**
 * The address that every API path of a credential is appended to, without a trailing slash.
 * @throws UserError naming the field when a custom Base URL cannot be used.
 */
export function baseUrl(
	type: VendorCredential,
	credentials: ICredentialDataDecryptedObject,
): string {
	const environment = String(credentials.environment);
	const known: Record<string, string> = environments[type];
	if (environment !== 'custom') {
		const url = Object.hasOwn(known, environment) ? known[environment] : undefined;
		if (!url) throw new UserError(`The credential's 'Environment' has no value '${environment}'`);
		return url;
	}
	const text = String(credentials.baseUrl ?? '').trim();
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || url.username || url.password || url.search || url.hash) {
		throw new UserError(
			"The credential's 'Base URL' is not a plain web address. Enter it like https://api.example.com",
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
		throw new UserError(
			"The credential's 'Base URL' must start with https:// (http:// is only for an address on this machine)",
		);
	}
	return url.href.replace(/\/+$/, '');
}

/** The same address as an n8n expression, for the credential's own test request. */
export function baseUrlExpression(type: VendorCredential): string {
	const known = Object.entries(environments[type])
		.map(([name, url]) => `$credentials.environment === '${name}' ? '${url}' : `)
		.join('');
	return `={{ ${known}$credentials.baseUrl.trim().replace(/\\/+$/, '') }}`;
}

/**
 * Refuses to add a secret to a request that leaves for another host.
 * @throws UserError
 */
export function assertOwnOrigin(
	type: VendorCredential,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): void {
	const own = new URL(baseUrl(type, credentials)).origin;
	const target = new URL(request.url, request.baseURL).origin;
	if (own !== target) {
		throw new UserError(`This credential is only for ${own}, so nothing was sent to ${target}`);
	}
}
