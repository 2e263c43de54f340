import { client } from '../../shared/vendor/client';
import type { Expectation } from '../../shared/vendor/expectation';
import { environments } from './environments';
import { bareToken, ownToken } from './session';

/** The KarmaCheck API: https://developer.karmacheck.com/api-reference */
export const karmaCheck = client({
	name: 'KarmaCheck',
	credential: 'karmaCheckApi',
	environments,
	secretsOf: ({ apiKey, clientAccessToken, token, sessionToken }) => [
		apiKey,
		clientAccessToken,
		token,
		bareToken(String(sessionToken ?? '')),
	],
	firstPath: '/document/secure/upload',
	signIn: {
		isUsed: ({ authentication }) => authentication !== 'token',
		hasToken: (credentials) => ownToken(credentials) !== '',
		// KarmaCheck returns 403 instead of 401.
		isTokenRefused: (response) =>
			/\btoken\b/i.test(response) &&
			/\b(invalid|expired|revoked|malformed|missing)\b/i.test(response),
	},
	remedies: {
		401: "Open the credential, check its secrets and its 'Environment', and test it",
		403: 'Check that the credential is for the right environment, and that its group is allowed to do this',
	},
});

/**
 * What to do if a call that names something is refused. KarmaCheck returns 403 for an unknown ID, an
 * ID from another group, and an ID from the other environment alike.
 * @param what e.g. 'case'
 */
export const unknownId = (what: string): Expectation['remedies'] => {
	const remedy = `Check the ${what} ID, and that the ${what} belongs to the credential's group and environment`;
	return { 403: remedy, 404: remedy };
};
