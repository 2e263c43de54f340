import type { AxiosInstance } from 'axios';

import type { KarmaCheckEmulator } from '..';
import { client } from '../client';
import { freshEmulators } from '../testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let http: AxiosInstance;

beforeEach(() => {
	({ karmaCheck } = emulators);
	http = client(karmaCheck.baseUrl, karmaCheck.token);
});

const listPackages = async () => await http.get('/package/min/list');
const signIn = async () => {
	const { apiKey, clientAccessToken } = karmaCheck;
	return await http.post('/auth/api', { apiKey, clientAccessToken });
};

describe('an outage', () => {
	it('refuses every call with 503 until it is over', async () => {
		karmaCheck.outage = { until: Date.now() + 60_000 };
		expect([(await listPackages()).status, (await signIn()).status]).toEqual([503, 503]);
		expect(karmaCheck.tokensMinted).toBe(0);

		karmaCheck.outage = { until: Date.now() };
		expect((await listPackages()).status).toBe(200);
	});

	it('may be that of one route', async () => {
		karmaCheck.outage = { until: Date.now() + 60_000, route: 'POST /auth/api' };

		expect([(await listPackages()).status, (await signIn()).status]).toEqual([200, 503]);
	});

	it('ends with a reset', async () => {
		karmaCheck.outage = { until: Date.now() + 60_000 };
		await karmaCheck.reset();

		expect((await signIn()).status).toBe(200);
	});
});

describe('a limit of calls', () => {
	it('refuses those beyond it, and tells when the window ends', async () => {
		karmaCheck.callLimit = { calls: 2, windowMs: 60_000 };
		const answers = [await listPackages(), await listPackages(), await listPackages()];

		expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
		expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(58);
	});

	it('begins anew with each window', async () => {
		karmaCheck.callLimit = { calls: 1, windowMs: 500, secondMs: 100 };
		await listPackages();
		const { headers } = await listPackages();
		expect(Number(headers['retry-after'])).toBeLessThanOrEqual(5);
		await new Promise((resolve) => setTimeout(resolve, 510));

		expect((await listPackages()).status).toBe(200);
	});
});

describe('a token', () => {
	it('stays valid when another one is issued', async () => {
		await signIn();
		expect((await listPackages()).status).toBe(200);
	});

	it('ends with the next sign-in, where sign-ins do that', async () => {
		karmaCheck.signInEndsTokens = true;
		const { data } = await signIn();

		expect((await listPackages()).status).toBe(403);
		http = client(karmaCheck.baseUrl, (data as { token: string }).token);
		expect((await listPackages()).status).toBe(200);
	});
});
