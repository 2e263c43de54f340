import { setTimeout as pause } from 'node:timers/promises';

import type { KarmaCheckEmulator, KelviqEmulator } from '..';
import { client, put } from '../client';
import { documentCalls, pdf, record } from '../karmacheck/testSupport';
import { freshEmulators } from '../testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let kelviq: KelviqEmulator;

beforeEach(() => {
	({ karmaCheck, kelviq } = emulators);
});

const listPackages = async (token = karmaCheck.token) =>
	await client(karmaCheck.baseUrl, token).get('/package/min/list');

describe('after a reset', () => {
	it('the addresses are the same, and the keys, tokens and ids are others', async () => {
		const { baseUrl, apiKey, caseIds, token } = karmaCheck;
		const { baseUrl: kelviqUrl, apiKey: kelviqKey } = kelviq;
		await emulators.reset();

		expect([karmaCheck.baseUrl, kelviq.baseUrl]).toEqual([baseUrl, kelviqUrl]);
		expect(karmaCheck.apiKey).not.toBe(apiKey);
		expect(karmaCheck.caseIds).not.toEqual(caseIds);
		expect(kelviq.apiKey).not.toBe(kelviqKey);
		expect([(await listPackages(token)).status, (await listPackages()).status]).toEqual([403, 200]);
	});

	it('what was stored, recorded, scripted and set before is gone', async () => {
		const calls = documentCalls(karmaCheck);
		await calls.create([record(await calls.upload())]);
		const { url } = (await calls.mint(pdf)).data.list[0];
		kelviq.products.length = 0;
		kelviq.maxBytes = 1;
		karmaCheck.violations.push('one');
		karmaCheck.script('GET /package/min/list', { status: 500, times: 9 });
		karmaCheck.latencyMs = 1_000_000;
		emulators.storage.expireSession();
		await emulators.reset();

		expect((await listPackages()).status).toBe(200);
		expect(karmaCheck).toMatchObject({ records: [], violations: [] });
		expect(karmaCheck.requests).toHaveLength(1);
		expect(emulators.storage.requests).toEqual([]);
		expect(await emulators.storage.keys(karmaCheck.bucket)).toEqual([]);
		expect(await emulators.storage.keys(kelviq.bucket)).toHaveLength(2);
		expect([kelviq.products.length, kelviq.maxBytes]).toEqual([3, 5 * 1024 ** 3]);
		expect((await put(url, '%PDF-1.7', 'application/pdf')).status).toBe(200);
	});

	it('an answer that was delayed before does no work any more', async () => {
		const { apiKey, clientAccessToken } = karmaCheck;
		karmaCheck.script('POST /auth/api', { delayMs: 500 });
		const abort = new AbortController();
		const late = client(karmaCheck.baseUrl).post(
			'/auth/api',
			{ apiKey, clientAccessToken },
			{ signal: abort.signal },
		);
		while (karmaCheck.requests.length === 0) await new Promise(setImmediate);
		await emulators.reset();
		// The same keys would be good again.
		Object.assign(karmaCheck, { apiKey, clientAccessToken });
		await pause(700);
		abort.abort();

		await expect(late).rejects.toThrow('canceled');
		expect(karmaCheck.tokensMinted).toBe(0);
	});
});
