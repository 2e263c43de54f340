import type { AxiosInstance } from 'axios';

import { type KarmaCheckEmulator, startEmulators } from '..';
import { client } from '../client';
import { freshEmulators } from '../testSupport';

const packages = 'GET /package/min/list';
const authentication = 'POST /auth/api';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let http: AxiosInstance;

beforeEach(() => {
	({ karmaCheck } = emulators);
	http = client(karmaCheck.baseUrl, karmaCheck.token);
});

const listPackages = async () => await http.get('/package/min/list');
const authenticate = async () =>
	await http.post('/auth/api', {
		apiKey: karmaCheck.apiKey,
		clientAccessToken: karmaCheck.clientAccessToken,
	});

/** Resolves once a request has been recorded. */
async function arrival({ requests }: KarmaCheckEmulator): Promise<void> {
	while (requests.length === 0) await new Promise(setImmediate);
}

describe('scripted replies', () => {
	it('replace the next answer only, whatever the request holds', async () => {
		const body = { message: 'x', error: 'y', statusCode: 1 };
		karmaCheck.script(authentication, { status: 503, headers: { 'Retry-After': '7' }, body });
		const scripted = await http.post('/auth/api', { nonsense: true });
		expect([scripted.status, scripted.headers['retry-after'], scripted.data]).toEqual([
			503,
			'7',
			body,
		]);
		expect(karmaCheck.tokensMinted).toBe(0);
		expect((await authenticate()).status).toBe(200);
	});

	it('are given in the order of the script, as often as told, and to their route alone', async () => {
		karmaCheck.script(packages, { status: 500, times: 2 });
		karmaCheck.script(packages, { status: 429 });
		expect((await authenticate()).status).toBe(200);
		const statuses: number[] = [];
		for (let i = 0; i < 4; i++) statuses.push((await listPackages()).status);
		expect(statuses).toEqual([500, 500, 429, 200]);
	});

	it('send text as it is, with a content type of its own', async () => {
		const headers = { 'Content-Type': 'text/html' };
		karmaCheck.script(packages, { status: 502, headers, body: '<h1>Bad Gateway</h1>' });
		const answer = await listPackages();
		expect(answer.headers['content-type']).toMatch(/^text\/html/);
		expect(answer.data).toBe('<h1>Bad Gateway</h1>');
	});

	it('send an empty body when they have none', async () => {
		karmaCheck.script(packages, { status: 504 });
		expect((await listPackages()).data).toBe('');
	});

	it('cut the connection without doing the work', async () => {
		karmaCheck.script(authentication, { destroy: true });
		await expect(authenticate()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(karmaCheck.tokensMinted).toBe(0);
		expect(karmaCheck.requests).toMatchObject([{ status: 0 }]);
	});

	it('cut the connection after doing the work', async () => {
		karmaCheck.script(authentication, { destroy: true, after: true });
		await expect(authenticate()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(karmaCheck.tokensMinted).toBe(1);
	});

	it('answer otherwise after doing the work', async () => {
		karmaCheck.script(authentication, { status: 500, body: 'late', after: true });
		const { status, headers, data } = await authenticate();
		expect([status, data]).toEqual([500, 'late']);
		expect(headers['content-type']).toMatch(/^text\/plain/);
		expect(karmaCheck.tokensMinted).toBe(1);
	});

	it('alter the real answer without counting as a violation', async () => {
		karmaCheck.script(packages, { patch: (real) => ({ real, more: true }) });
		const { status, data } = await listPackages();
		expect([status, data]).toEqual([200, { real: { packages: karmaCheck.packages }, more: true }]);
		expect(karmaCheck.violations).toEqual([]);
	});

	it('delay the real answer when they say nothing else', async () => {
		karmaCheck.script(packages, { delayMs: 80 });
		const started = performance.now();
		expect((await listPackages()).status).toBe(200);
		expect(performance.now() - started).toBeGreaterThan(75);
	});

	it('that are still delayed do not hold up close', async () => {
		const own = await startEmulators();
		own.karmaCheck.script(packages, { delayMs: 3_600_000, status: 500 });
		const call = client(own.karmaCheck.baseUrl, own.karmaCheck.token)
			.get('/package/min/list')
			.catch((error: { code?: string }) => error.code);
		await arrival(own.karmaCheck);
		await own.close();
		expect(await call).toBe('ECONNRESET');
	});
});
