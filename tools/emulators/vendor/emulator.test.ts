import type { AxiosInstance } from 'axios';

import type { KarmaCheckEmulator, KelviqEmulator } from '..';
import { client } from '../client';
import { freshEmulators } from '../testSupport';
import { Refusal } from './types';

const packages = 'GET /package/min/list';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let kelviq: KelviqEmulator;
let http: AxiosInstance;

beforeEach(() => {
	({ karmaCheck, kelviq } = emulators);
	http = client(karmaCheck.baseUrl, karmaCheck.token);
});

afterEach(() => {
	jest.restoreAllMocks();
});

const listPackages = async () => await http.get('/package/min/list');

describe('recorded requests', () => {
	it('hold what arrived and what was answered, in order', async () => {
		await listPackages();
		await http.post('/auth/api?a=1&b=%C3%A9', { apiKey: 'x' });
		expect(karmaCheck.requests).toEqual([
			expect.objectContaining({ method: 'GET', path: '/package/min/list', query: {}, status: 200 }),
			expect.objectContaining({
				method: 'POST',
				path: '/auth/api',
				query: { a: '1', b: 'é' },
				body: { apiKey: 'x' },
				status: 400,
				headers: expect.objectContaining({
					authorization: `Bearer ${karmaCheck.token}`,
					'content-type': 'application/json',
				}),
			}),
		]);
	});

	it('are found by a route with a placeholder or a base path', async () => {
		await http.get('/document/secure/list/case/id/one');
		await http.get('/document/secure/list/case/id/two/more');
		await client(kelviq.baseUrl).post('/media/', {});

		const list = 'GET /document/secure/list/case/id/';
		expect(karmaCheck.callsTo(`${list}{caseId}`).map(({ path }) => path)).toEqual([
			'/document/secure/list/case/id/one',
		]);
		expect(karmaCheck.callsTo(`${list}one`)).toHaveLength(1);
		expect(karmaCheck.callsTo(`${list}two`)).toHaveLength(0);
		expect(kelviq.callsTo('POST /media/')).toHaveLength(1);
		expect(kelviq.callsTo('POST /api/v1/media/')).toHaveLength(1);
		expect(kelviq.callsTo('GET /media/')).toHaveLength(0);
	});
});

describe('violations', () => {
	it('record an answer that breaks the document, which becomes a 500', async () => {
		kelviq.products.push({ ...kelviq.products[0]!, id: 'not a UUID' });
		const { status, data } = await client(kelviq.baseUrl, kelviq.apiKey).get('/catalog/products/');
		expect(status).toBe(500);
		expect(data.detail).toContain('results/3/id');
		expect(kelviq.violations).toEqual([
			expect.stringMatching(/^GET \/api\/v1\/catalog\/products\/: .*uuid/),
		]);
	});

	it('record a fault of the emulator itself', async () => {
		jest.spyOn(emulators.storage, 'presignPut').mockRejectedValue(new Error('no signer'));
		const documentTypeId = 'candidate-disclosures-and-authorizations';
		const files = [{ documentTypeId, mimeType: 'application/pdf' }];
		const { status, data } = await http.post('/document/secure/upload', { files });
		expect([status, data.message]).toEqual([500, 'no signer']);
		expect(karmaCheck.violations).toEqual(['POST /document/secure/upload: no signer']);
	});

	it('record a refusal that breaks the document', async () => {
		const refusal = new Refusal({ status: 418, json: {} });
		jest.spyOn(emulators.storage, 'presignPost').mockRejectedValue(refusal);
		const kelviqHttp = client(kelviq.baseUrl, kelviq.apiKey);
		const { status } = await kelviqHttp.post('/media/', { fileName: 'a', fileType: 'b' });
		expect(status).toBe(500);
		expect(kelviq.violations).toEqual([expect.stringContaining('418')]);
	});

	it('record a scripted patch that throws', async () => {
		karmaCheck.script(packages, {
			patch: () => {
				throw new Error('bad patch');
			},
		});
		expect((await listPackages()).status).toBe(500);
		expect(karmaCheck.violations).toEqual([`${packages}: bad patch`]);
	});

	it('do not count refused requests', async () => {
		await http.post('/auth/api', {});
		await http.get('/nothing');
		expect(karmaCheck.violations).toEqual([]);
	});
});

describe('latency', () => {
	it('is added to every call from the moment it is set', async () => {
		await listPackages();
		karmaCheck.latencyMs = 80;
		const started = performance.now();
		await listPackages();
		expect(performance.now() - started).toBeGreaterThan(75);
	});
});
