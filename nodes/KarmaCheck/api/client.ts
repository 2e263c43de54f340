import { client } from '../../shared/vendor/client';
import type { Expectation } from '../../shared/vendor/expectation';
import { environments } from './environments';
import { bareToken } from './session';

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
	// KarmaCheck answers 403 instead of 401.
	isTokenRefused: (answer) =>
		/\btoken\b/i.test(answer) && /\b(invalid|expired|revoked|malformed|missing)\b/i.test(answer),
	remedies: {
		401: "Open the credential, check its secrets and its 'Environment', and test it",
		403: 'Check that the credential is for the right environment, and that its group is allowed to do this',
	},
});

/**
 * What to do about the answers to a call that names something. KarmaCheck says 403 to an unknown
 * id, an id of another group and one of the other environment alike.
 * @param what e.g. 'case'
 */
export const unknownId = (what: string): Expectation['remedies'] => {
	const remedy = `Check the ${what} ID, and that the ${what} belongs to the credential's group and environment`;
	return { 403: remedy, 404: remedy };
};
