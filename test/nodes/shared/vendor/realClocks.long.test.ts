import type { TestResult } from '../../../engine';
import { pdfItem, pngItem, startBed, type Bed } from '../../../support/bed';

/** The same as beside this file with shortened clocks; here a second takes a second. */
describe('on the clock', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	beforeEach(async () => {
		await bed.reset();
	});

	afterAll(async () => {
		await bed.close();
	});

	const lostOf = ({ items }: TestResult) => items.flatMap(({ json }) => json.error ?? []);

	const timed = async (run: Promise<TestResult>) => {
		const began = Date.now();
		const result = await run;
		return { lost: lostOf(result), seconds: (Date.now() - began) / 1000 };
	};

	const documents = async (count: number, concurrency: number) =>
		await timed(
			bed.uploadDocument({
				items: Array.from({ length: count }, (_, index) => pdfItem(`${index}`)),
				onError: 'continueRegularOutput',
				parameters: { options: { concurrency } },
			}),
		);

	const media = async (count: number, concurrency: number) =>
		await timed(
			bed.uploadMedia({
				items: Array.from({ length: count }, (_, index) => pngItem(`${index}`)),
				onError: 'continueRegularOutput',
				parameters: { options: { concurrency } },
			}),
		);

	it('an outage of 10 s loses no item of 50', async () => {
		bed.karmaCheck.outage = { until: Date.now() + 10_000 };
		const { lost, seconds } = await documents(50, 4);

		expect(lost).toEqual([]);
		expect(bed.karmaCheck.records).toHaveLength(50);
		expect(seconds).toBeGreaterThan(10);
		expect(seconds).toBeLessThan(60);
	});

	it('an outage of the sign-in of 5 s loses no item of 200', async () => {
		bed.karmaCheck.outage = { until: Date.now() + 5_000, route: 'POST /auth/api' };
		const { lost } = await documents(200, 20);

		expect(lost).toEqual([]);
		expect(bed.karmaCheck.tokensMinted).toBe(1);
	});

	it('a limit of 60 calls a minute loses no item of 100', async () => {
		bed.kelviq.callLimit = { calls: 60, windowMs: 60_000 };
		const { lost, seconds } = await media(100, 20);

		expect(lost).toEqual([]);
		expect(seconds).toBeGreaterThan(50);
		expect(seconds).toBeLessThan(120);
	});

	it('a dripping answer is given up within five minutes', async () => {
		const drip = { body: '{"url":', endless: { byteMs: 5_000 }, times: Infinity };
		bed.kelviq.script('POST /media/', drip);
		const { lost, seconds } = await media(1, 1);

		expect(lost[0]).toContain('was lost before a response arrived (ETIMEDOUT)');
		expect(seconds).toBeLessThan(300);
	});

	it('fifty items over a silent service end in minutes', async () => {
		bed.kelviq.script('POST /media/', { delayMs: 1_000_000, times: Infinity });
		const { lost, seconds } = await media(50, 4);

		expect(lost).toHaveLength(50);
		expect(seconds).toBeLessThan(240);
	});
});
