import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { baseUrl } from './baseUrl';

const TIMEOUT_MS = 60_000;

/**
 * Exchanges API key and client access token for a session token, which does not expire by itself.
 * https://developer.karmacheck.com/background-check-api/overview/api/authentication
 * @throws UserError that says what to check; it never carries the request, which holds secrets
 */
export async function signIn(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const base = baseUrl('karmaCheckApi', credentials);
	const response = (await helpers
		.httpRequest({
			method: 'POST',
			url: `${base}/auth/api`,
			body: { apiKey: credentials.apiKey, clientAccessToken: credentials.clientAccessToken },
			json: true,
			timeout: TIMEOUT_MS,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})
		.catch(() => undefined)) as IN8nHttpFullResponse | undefined;
	if (!response) {
		throw new UserError(
			`${new URL(base).host} could not be reached to sign in. Check 'Environment' in the credential, and the network of n8n`,
		);
	}
	const token = (response.body as { token?: unknown } | undefined)?.token;
	if (response.statusCode === 200 && typeof token === 'string' && token) return token;
	if ([400, 401, 403, 404].includes(response.statusCode)) {
		throw new UserError(
			`KarmaCheck did not accept the API key and client access token (${response.statusCode}). Check both in the credential, and that they were issued for its environment, '${String(credentials.environment)}'`,
		);
	}
	throw new UserError(
		`KarmaCheck gave no token when signing in (${response.statusCode}). Check 'Environment' in the credential, or try again later`,
	);
}
