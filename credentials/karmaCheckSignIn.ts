import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { environments } from '../nodes/KarmaCheck/api/environments';
import { StepError } from '../nodes/shared/errors';
import { isTransient, retryAfter, withRetries } from '../nodes/shared/retry';
import { seconds } from '../nodes/shared/time';
import { baseUrl } from '../nodes/shared/vendor/baseUrl';
import { failureOf } from '../nodes/shared/vendor/failure';
import { secondsFor } from '../nodes/shared/vendor/vendor';

/**
 * Exchanges the API key and client access token for a session token, which does not expire by
 * itself. Asking twice does no harm, so a busy service is asked again.
 * https://developer.karmacheck.com/background-check-api/overview/api/authentication
 * @throws UserError that says what to check; it never carries the request, which holds secrets
 */
export async function signIn(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const base = baseUrl(environments, credentials);
	// n8n does not pass a credential the execution's signal, so these pauses cannot be cut short.
	const token = withRetries(async () => await requestToken(helpers, credentials, base), undefined);
	return await token.catch((thrown: StepError) => refuse(thrown.message));
}

function refuse(message: string): never {
	throw new UserError(message);
}

async function requestToken(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
	base: string,
): Promise<string> {
	const { apiKey, clientAccessToken } = credentials;
	const response = (await helpers
		.httpRequest({
			method: 'POST',
			url: `${base}/auth/api`,
			body: { apiKey, clientAccessToken },
			json: true,
			timeout: seconds(secondsFor()),
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})
		.catch((thrown: unknown) => notReached(base, thrown))) as IN8nHttpFullResponse;
	const token = (response.body as { token?: unknown } | null | undefined)?.token;
	if (response.statusCode === 200 && typeof token === 'string' && token) return token;
	throw refused(response, String(credentials.environment));
}

function notReached(base: string, thrown: unknown): never {
	throw new StepError({
		step: 'request',
		what: `${new URL(base).host} could not be reached to sign in`,
		remedy: "Check 'Environment' in the credential, and n8n's network connection",
		transient: isTransient(undefined, failureOf(thrown).code),
	});
}

function refused({ statusCode, headers }: IN8nHttpFullResponse, environment: string): StepError {
	const isCustom = environment === 'custom';
	const field = isCustom ? 'Base URL' : 'Environment';
	if (statusCode === 404) {
		return new StepError({
			step: 'request',
			what: 'KarmaCheck is not at this URL (404)',
			remedy: `Check '${field}' in the credential`,
		});
	}
	if ([400, 401, 403].includes(statusCode)) {
		const issued = `that they were issued for its environment, '${environment}'`;
		return new StepError({
			step: 'request',
			what: `KarmaCheck did not accept the API key and client access token (${statusCode})`,
			remedy: `Check both in the credential, and ${isCustom ? `its '${field}'` : issued}`,
		});
	}
	return new StepError({
		step: 'request',
		what: `KarmaCheck did not issue a session token (${statusCode})`,
		remedy: `Check '${field}' in the credential, or try again later`,
		transient: isTransient(statusCode, ''),
		retryAfterMs: retryAfter(headers?.['retry-after']),
	});
}
