import { client } from '../../shared/vendor/client';
import { environments } from './environments';

/** The Kelviq API: https://docs.kelviq.com/api-reference/introduction */
export const kelviq = client({
	name: 'Kelviq',
	credential: 'kelviqApi',
	environments,
	firstPath: '/media/',
	secretsOf: ({ apiKey }) => [apiKey],
	remedies: {
		401: 'Check the key in the credential: it may belong to the other environment (sandbox or production) or be a client key instead of a server key',
		403: 'Check that the key in the credential is a server key and is allowed to do this',
	},
});
