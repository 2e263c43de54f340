import { UserError } from 'n8n-workflow';
import { KelviqApi } from '../../credentials/KelviqApi.credentials';
import { environments } from '../../nodes/Kelviq/api/environments';
import { baseUrlExpression } from '../../nodes/shared/vendor/baseUrl';
import { authenticated } from './authenticated';

const credential = new KelviqApi();
const credentials = { environment: 'sandbox', baseUrl: '', apiKey: 'server-key' };
const BASE = 'https://sandboxapi.kelviq.com/api/v1';

describe('a request', () => {
	it('carries the key beside its own headers', async () => {
		const request = { url: `${BASE}/media/`, headers: { Accept: 'application/json' } };
		expect(await authenticated(credential, credentials, { ...request })).toEqual({
			...request,
			headers: { Accept: 'application/json', authorization: 'Bearer server-key' },
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it("carries it in the credential's own test, which has its URL in two parts", async () => {
		const request = { baseURL: BASE, url: '/catalog/products/' };
		expect(await authenticated(credential, credentials, request)).toMatchObject({
			headers: { authorization: 'Bearer server-key' },
		});
	});

	it.each([
		['another host', 'https://bucket.s3.amazonaws.com/key'],
		["Kelviq's other environment", 'https://api.kelviq.com/api/v1/media/'],
		['the same host without https', 'http://sandboxapi.kelviq.com/api/v1/media/'],
	])('to %s is refused before it gets the key', async (_where, url) => {
		const request = { url };
		await expect(authenticated(credential, credentials, request)).rejects.toThrow(UserError);
		expect(request).toEqual({ url });
	});
});

describe('the credential in the editor', () => {
	const property = (name: string) => credential.properties.find((p) => p.name === name);

	it('is tested by reading one product', () => {
		expect(credential.test.request).toEqual({
			baseURL: baseUrlExpression(environments),
			url: '/catalog/products/',
			qs: { page_size: 1 },
			disableFollowRedirect: true,
		});
	});

	it.each([
		[401, 'client key'],
		[404, "'Base URL'"],
		[301, "'Base URL'"],
	])('explains a %d of that call', (value, words) => {
		expect(credential.test.rules).toContainEqual({
			type: 'responseCode',
			properties: { value, message: expect.stringContaining(words) },
		});
	});

	it('hides the key and starts with the sandbox', () => {
		expect(property('apiKey')?.typeOptions?.password).toBe(true);
		expect(property('environment')?.default).toBe('sandbox');
	});
});
