import { UserError } from 'n8n-workflow';
import { KarmaCheckApi } from '../../credentials/KarmaCheckApi.credentials';
import { environments } from '../../nodes/KarmaCheck/api/environments';
import { baseUrl, baseUrlExpression } from '../../nodes/shared/vendor/baseUrl';
import { keptSession } from '../../nodes/KarmaCheck/api/session';
import { authenticated } from './authenticated';

const BASE = 'https://proxy.example.com';
const credential = new KarmaCheckApi();
const credentials = {
	environment: 'custom',
	baseUrl: BASE,
	authentication: 'apiKey',
	apiKey: 'key',
	clientAccessToken: 'access',
};
const sessionToken = keptSession(credentials, 'session-1');

describe('a request', () => {
	const request = { url: `${BASE}/package/min/list`, headers: { Accept: 'application/json' } };

	it.each([
		['the session token', { sessionToken }, 'Bearer session-1'],
		['the existing token', { authentication: 'token', token: 'own' }, 'Bearer own'],
		[
			'the existing token, whatever session there was',
			{ authentication: 'token', token: 'own', sessionToken },
			'Bearer own',
		],
	])('carries %s beside its own headers', async (_which, more, authorization) => {
		const signed = await authenticated(credential, { ...credentials, ...more }, { ...request });
		expect(signed).toEqual({
			...request,
			headers: { Accept: 'application/json', authorization },
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it.each<[string, object, object?]>([
		['the API key', { apiKey: 'other' }],
		['the client access token', { clientAccessToken: 'other' }],
		['the environment', { environment: 'staging' }],
		['nothing, but the API refused the token', {}, { renewToken: true }],
	])('makes n8n sign in again when what changed is %s', async (_what, changed, more = {}) => {
		const changedNow = { ...credentials, ...changed, sessionToken };
		const url = `${baseUrl(environments, changedNow)}/package/min/list`;
		const asked = { ...request, url, ...more };
		// n8n renews a token on a 401, and comes back with the same request.
		await expect(authenticated(credential, changedNow, asked)).rejects.toMatchObject({
			response: { status: 401 },
		});
		const renewed = { ...changedNow, sessionToken: keptSession(changedNow, 'session-2') };
		const { headers } = await authenticated(credential, renewed, asked);
		expect(headers).toMatchObject({ authorization: 'Bearer session-2' });
	});

	it('to another host is refused before it gets a token', async () => {
		const foreign = { url: 'https://evil.example.com/' };
		await expect(
			authenticated(credential, { ...credentials, sessionToken }, foreign),
		).rejects.toThrow(UserError);
		expect(foreign).toEqual({ url: 'https://evil.example.com/' });
	});
});

describe('the credential in the editor', () => {
	const property = (name: string) => credential.properties.find((p) => p.name === name);

	it('is tested by a call that needs the token and changes nothing', () => {
		expect(credential.test.request).toEqual({
			baseURL: baseUrlExpression(environments),
			url: '/package/min/list',
			disableFollowRedirect: true,
		});
	});

	it.each([401, 403])('explains a %d of that call', (value) => {
		const rule = credential.test.rules?.find((r) => r.properties.value === value);
		expect(rule).toMatchObject({
			type: 'responseCode',
			properties: { message: expect.stringContaining(`did not accept this credential (${value})`) },
		});
	});

	it.each([301, 404])('names the field on a %d, which a wrong path gets', (value) => {
		const rule = credential.test.rules?.find((r) => r.properties.value === value);
		expect(rule?.properties).toMatchObject({ message: expect.stringContaining("'Base URL'") });
	});

	it('hides every secret, and lets the session token expire', () => {
		for (const name of ['apiKey', 'clientAccessToken', 'token', 'sessionToken']) {
			expect(property(name)?.typeOptions?.password).toBe(true);
		}
		expect(property('sessionToken')).toMatchObject({
			type: 'hidden',
			default: '',
			typeOptions: { expirable: true },
		});
	});

	it('starts with staging, and with key and client access token', () => {
		expect(property('environment')?.default).toBe('staging');
		expect(property('authentication')?.default).toBe('apiKey');
	});
});
