import type { AxiosInstance } from 'axios';

import type { KarmaCheckEmulator } from '..';
import { client } from '../client';
import { freshEmulators } from '../testSupport';
import { refusal } from './testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let http: AxiosInstance;

beforeEach(() => {
	({ karmaCheck } = emulators);
	http = client(karmaCheck.baseUrl, karmaCheck.token);
});

afterEach(() => {
	expect(karmaCheck.violations).toEqual([]);
});

describe('tokens', () => {
	it('gives a working token of the group for the right pair of keys', async () => {
		const { apiKey, clientAccessToken } = karmaCheck;
		const answer = await http.post('/auth/api', { apiKey, clientAccessToken });
		expect(answer.status).toBe(200);
		expect(Object.keys(answer.data).sort()).toEqual(['groupProfileId', 'id', 'token', 'username']);
		expect(karmaCheck.tokensMinted).toBe(1);

		const own = client(karmaCheck.baseUrl, answer.data.token);
		expect((await own.get('/package/min/list')).status).toBe(200);
		expect((await http.get('/package/min/list')).status).toBe(200);
	});

	it('answers 403 for a wrong pair of keys and mints nothing', async () => {
		const { apiKey } = karmaCheck;
		const answer = await http.post('/auth/api', { apiKey, clientAccessToken: 'wrong' });
		expect([answer.status, answer.data.statusCode]).toEqual([403, 403]);
		expect(karmaCheck.tokensMinted).toBe(0);
	});

	it.each([
		['GET', '/package/min/list'],
		['GET', '/document/secure/mimetypes'],
		['POST', '/document/secure/upload'],
		['POST', '/document/secure/create'],
		['GET', '/document/secure/list/case/id/any'],
		['GET', '/document/secure/id/any/download/url'],
		['POST', '/case/create'],
		['GET', '/case/id/any'],
		['GET', '/case/list'],
		['GET', '/case/list/all'],
	])('refuses %s %s with a wrong token before it looks at the request', async (method, url) => {
		const answer = await client(karmaCheck.baseUrl, 'wrong').request({ method, url });
		expect(answer.status).toBe(403);
		expect(answer.data).toEqual(refusal(403, 'Forbidden', 'invalid authentication token'));
	});

	it('answers 403 without a token and for another scheme', async () => {
		const message = 'Invalid token format, expected "Bearer <token>"';
		const Authorization = `Basic ${karmaCheck.token}`;
		const answers = [
			await client(karmaCheck.baseUrl).get('/package/min/list'),
			await http.get('/package/min/list', { headers: { Authorization } }),
		];
		for (const { data } of answers) expect(data).toEqual(refusal(403, 'Forbidden', message));
	});

	it('answers an invalid token with 401 when told so', async () => {
		karmaCheck.invalidTokenStatus = 401;
		const { status, data } = await client(karmaCheck.baseUrl, 'wrong').get('/package/min/list');
		expect([status, data.error]).toEqual([401, 'Unauthorized']);
	});

	it('knows no token from before revokeTokens, and new ones again', async () => {
		const { apiKey, clientAccessToken } = karmaCheck;
		karmaCheck.revokeTokens();
		expect((await http.get('/package/min/list')).status).toBe(403);

		const { data } = await http.post('/auth/api', { apiKey, clientAccessToken });
		const renewed = client(karmaCheck.baseUrl, data.token);
		expect((await renewed.get('/package/min/list')).status).toBe(200);
	});
});

describe('lists', () => {
	it('lists the packages by name', async () => {
		const { packages } = (await http.get('/package/min/list')).data;
		const names = packages.map(({ name }: { name: string }) => name);
		expect(names).toEqual([
			'Basic Check',
			'Driver Check',
			'Executive Check',
			'Health Check',
			'Volunteer Check',
		]);
	});

	it('lists MIME types in lower case, without the generic one', async () => {
		const { list } = (await http.get('/document/secure/mimetypes')).data as { list: string[] };
		expect(list).toEqual(expect.arrayContaining(['application/pdf', 'image/jpeg', 'image/png']));
		expect(list).not.toContain('application/octet-stream');
		expect(list.filter((type) => type !== type.toLowerCase())).toEqual([]);
		expect(new Set(list).size).toBe(84);
	});
});

describe('other requests', () => {
	it.each([
		['an unknown path', 'get', '/no/such/path'],
		['another method', 'put', '/package/min/list'],
		['a slash more at the end', 'get', '/package/min/list/'],
	] as const)('answers 404 in plain text for %s', async (_title, method, url) => {
		const { status, headers, data } = await http[method](url);
		expect(status).toBe(404);
		expect(headers['content-type']).toMatch(/^text\/plain/);
		expect(data).toBe(`Cannot ${method.toUpperCase()} ${url}`);
	});

	it('answers 400 for a query parameter it does not know', async () => {
		const { status, data } = await http.get('/package/min/list?limit=1');
		expect([status, data.message]).toEqual([400, [expect.stringContaining('limit')]]);
	});

	it.each(['application/json', 'text/plain'])('answers 400 for a broken %s body', async (type) => {
		const headers = { 'Content-Type': type };
		const { status, data } = await http.post('/auth/api', '{"apiKey', { headers });
		expect([status, data.message]).toEqual([400, [expect.any(String)]]);
	});
});
