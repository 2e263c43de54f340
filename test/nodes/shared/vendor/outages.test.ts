import type { TestResult } from '../../../engine';
import { pdfItem, pngItem, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';

/** Milliseconds that a second of the nodes takes here. */
const PACE = 50;

describe('trouble that passes', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(PACE);
	});

	beforeEach(async () => {
		await bed.reset();
	});

	afterAll(async () => {
		await bed.close();
	});

	const pdfs = (count: number) =>
		Array.from({ length: count }, (_, i) => pdfItem(`${i}`, `${i}.pdf`));
	const pngs = (count: number) =>
		Array.from({ length: count }, (_, i) => pngItem(`${i}`, `${i}.png`));

	const lostOf = ({ items }: TestResult) =>
		items.flatMap(({ json }) => (json.error === undefined ? [] : [String(json.error)]));

	const documents = async (count: number, concurrency = 4) =>
		await bed.uploadDocument({
			items: pdfs(count),
			onError: 'continueRegularOutput',
			parameters: { options: { concurrency } },
		});

	const media = async (count: number, concurrency = 4) =>
		await bed.uploadMedia({
			items: pngs(count),
			onError: 'continueRegularOutput',
			parameters: { options: { concurrency } },
		});

	describe.each([4, 20])('at %d items at a time', (concurrency) => {
		it.each([2, 4, 8, 10])(
			'loses no item of 50 while KarmaCheck is out for %d seconds',
			async (seconds) => {
				bed.karmaCheck.outage = { until: Date.now() + seconds * PACE };
				const result = await documents(50, concurrency);

				expect(lostOf(result)).toEqual([]);
				expect(bed.karmaCheck.records).toHaveLength(50);
			},
		);

		it('loses no item of 50 while Kelviq is out for 10 seconds', async () => {
			bed.kelviq.outage = { until: Date.now() + 10 * PACE };

			expect(lostOf(await media(50, concurrency))).toEqual([]);
		});

		it('loses no item of 200 while nobody can sign in for 5 seconds', async () => {
			bed.karmaCheck.outage = { until: Date.now() + 5 * PACE, route: 'POST /auth/api' };
			const result = await documents(200, concurrency);

			expect(lostOf(result)).toEqual([]);
			expect(bed.karmaCheck.tokensMinted).toBe(1);
		});

		it('loses no item of 50 to a limit of 30 calls a minute, and does not call meanwhile', async () => {
			bed.kelviq.callLimit = { calls: 30, windowMs: 60 * PACE, secondMs: PACE };
			const result = await media(50, concurrency);

			expect(lostOf(result)).toEqual([]);
			const refused = bed.kelviq.requests.filter(({ status }) => status === 429);
			// Those that were on their way when the first one was refused.
			expect(refused.length).toBeLessThanOrEqual(concurrency);
			expect(refused.length).toBeGreaterThan(0);
		});
	});

	it('is waited for by every call of an item, also by those that are not repeatable', async () => {
		bed.karmaCheck.callLimit = { calls: 20, windowMs: 30 * PACE, secondMs: PACE };
		const result = await documents(20);

		expect(lostOf(result)).toEqual([]);
		expect(bed.karmaCheck.records).toHaveLength(20);
	});

	it('at the sign-in is told with the step of the call that needs the token when it does not pass', async () => {
		bed.karmaCheck.outage = { until: Infinity, route: 'POST /auth/api' };
		const { error } = await bed.uploadDocument();

		expect(error?.message).toBe(
			"KarmaCheck did not issue an upload URL: KarmaCheck did not issue a session token (503). Check 'Base URL' in the credential, or try again later",
		);
		expect(error?.context).toMatchObject({ step: 'mint' });
	});

	it.each([
		['a cut answer', { body: '{"token":"eyJhbGciOi' }],
		[
			'a cut gzip',
			{
				body: Buffer.from([0x1f, 0x8b, 8, 0]).toString('latin1'),
				headers: { 'Content-Encoding': 'gzip' },
			},
		],
		['a broken connection', { destroy: true }],
	])('%s at the sign-in costs nothing', async (_, reply) => {
		bed.karmaCheck.script('POST /auth/api', reply);

		expect(lostOf(await documents(2))).toEqual([]);
	});

	it.each([
		['a cut answer', { body: '{"url":"http://127.0.0.1/","fields":{"policy":"eyJl' }],
		['a cut gzip', { body: 'x', headers: { 'Content-Encoding': 'gzip' } }],
	])('%s at the mint costs nothing', async (_, reply) => {
		bed.kelviq.script('POST /media/', reply);

		expect(lostOf(await media(2))).toEqual([]);
	});

	it('nothing of a cut answer is quoted when it does not pass', async () => {
		const body = '{"url":"http://127.0.0.1/x","fields":{"policy":"c2VjcmV0LXBvbGljeQ","x-amz-sec';
		bed.kelviq.script('POST /media/', { body, times: Infinity });
		const { error, saved } = await bed.uploadMedia();

		expect(error?.message).toBe(
			'Kelviq did not issue an upload form: Kelviq returned incomplete data. Run this item again',
		);
		expect(saved).not.toContain('c2VjcmV0LXBvbGljeQ');
	});

	it('a longer wait than two minutes is told, with its time, and nobody else calls', async () => {
		bed.kelviq.script('POST /media/', {
			status: 429,
			headers: { 'Retry-After': '900' },
			times: Infinity,
		});
		const [first, ...others] = lostOf(await media(10, 1));

		expect(first).toMatch(
			/^Kelviq did not issue an upload form: Kelviq returned 429\. Run this item again after \d{4}-\d\d-\d\d \d\d:\d\d UTC$/,
		);
		expect(others).toHaveLength(9);
		for (const message of others) {
			expect(message).toMatch(/: 127\.0\.0\.1:\d+ asked not to be called again before .* UTC\. /);
		}
		expect(bed.kelviq.callsTo('POST /media/')).toHaveLength(1);
	});
});
