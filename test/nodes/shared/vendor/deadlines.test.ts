import { pdfItem, pngItem, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import type { Scripted } from '../../../../tools/emulators';

/** Milliseconds that a second of the nodes takes here. */
const PACE = 20;
const MINUTE = 60 * PACE;

const KARMACHECK = [
	'POST /auth/api',
	'GET /case/id/{caseId}',
	'GET /document/secure/mimetypes',
	'POST /document/secure/upload',
	'POST /document/secure/create',
];

const SILENT: Scripted = { delayMs: 1_000_000, times: Infinity };
const DRIP: Scripted = { body: '{"list":', endless: { byteMs: 20 }, times: Infinity };

describe('a service that does not answer', () => {
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

	const timed = async <T>(run: () => Promise<T>) => {
		const began = Date.now();
		return { ...(await run()), took: Date.now() - began };
	};

	describe.each([
		['is silent', SILENT],
		['drips', DRIP],
	])('and %s', (_, reply) => {
		it.each(KARMACHECK)('at %s is told within five minutes', async (route) => {
			bed.karmaCheck.script(route, reply);
			const { error, took } = await timed(async () => await bed.uploadDocument());

			expect(error?.message).toMatch(/^(KarmaCheck|The file is stored|Nothing|Case)/);
			expect(took).toBeLessThan(5 * MINUTE);
		});

		it('at POST /media/ is told within five minutes', async () => {
			bed.kelviq.script('POST /media/', reply);
			const { error, took } = await timed(async () => await bed.uploadMedia());

			expect(error?.message).toContain('was lost before a response arrived (ETIMEDOUT)');
			expect(took).toBeLessThan(5 * MINUTE);
		});

		it.each([1, 4])('ends a run of 50 items in minutes, %d at a time', async (concurrency) => {
			bed.kelviq.script('POST /media/', reply);
			const { items, took } = await timed(
				async () =>
					await bed.uploadMedia({
						items: Array.from({ length: 50 }, () => pngItem()),
						onError: 'continueRegularOutput',
						parameters: { options: { concurrency } },
					}),
			);

			expect(items.filter(({ json }) => json.error)).toHaveLength(50);
			expect(took).toBeLessThan(5 * MINUTE);
		});
	});

	it('where every write is silent, ends a run of 50 items in minutes', async () => {
		bed.karmaCheck.script('POST /case/create', SILENT);
		bed.karmaCheck.script('GET /case/list', SILENT);
		const { items, took } = await timed(
			async () =>
				await bed.karmaCheckRun('case', 'create', {
					items: Array.from({ length: 50 }, (_, index) => ({
						json: { email: `${index}@example.com` },
					})),
					onError: 'continueRegularOutput',
					parameters: {
						packageId: { __rl: true, mode: 'id', value: bed.karmaCheck.packages[0]?.id ?? '' },
						email: '={{ $json.email }}',
						givenName: 'Mia',
						familyName: 'Lopez',
					},
				}),
		);

		expect(items.filter(({ json }) => json.error)).toHaveLength(50);
		expect(took).toBeLessThan(10 * MINUTE);
	});

	it('and is out for good ends a run of 60 items in minutes', async () => {
		bed.kelviq.outage = { until: Infinity };
		const { items, took } = await timed(
			async () =>
				await bed.uploadMedia({
					items: Array.from({ length: 60 }, () => pngItem()),
					onError: 'continueRegularOutput',
					parameters: { options: { concurrency: 1 } },
				}),
		);

		expect(items.filter(({ json }) => json.error)).toHaveLength(60);
		expect(took).toBeLessThan(5 * MINUTE);
	});

	it('and answers again in time gets the other items', async () => {
		bed.kelviq.script('POST /media/', { ...SILENT, times: 2 });
		const { items } = await bed.uploadMedia({
			items: Array.from({ length: 10 }, () => pngItem()),
			onError: 'continueRegularOutput',
			parameters: { options: { concurrency: 1 } },
		});

		expect(items.filter(({ json }) => json.error)).toHaveLength(1);
	});

	it('leaves another run alone', async () => {
		bed.kelviq.script('POST /media/', { ...SILENT, times: 2 });
		await bed.uploadMedia();
		bed.kelviq.clearScripts();
		bed.kelviq.script('POST /media/', { delayMs: 30 * PACE });

		expect((await bed.uploadMedia()).error).toBeUndefined();
	});

	it.each(KARMACHECK)('at %s is not waited for when the run is canceled', async (route) => {
		await setPace(1000);
		bed.karmaCheck.script(route, DRIP);
		let canceled = 0;
		const cancelOn = new Promise<void>((resolve) => {
			setTimeout(() => {
				canceled = Date.now();
				resolve();
			}, 700);
		});
		const { status } = await bed.uploadDocument({ items: [pdfItem(), pdfItem()], cancelOn });
		await setPace(PACE);

		expect(status).toBe('canceled');
		expect(Date.now() - canceled).toBeLessThan(2_000);
	});
});
