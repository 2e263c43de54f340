import fc from 'fast-check';
import { StepError } from '../../../nodes/shared/errors';
import { pauseAfter, retryAfter, withRetries } from '../../../nodes/shared/retry';
import { waiting } from '../../fuzz/waiting';

// Nobody waits, but how long they would have waited is recorded.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.requireActual<{ sleep: unknown }>('../../fuzz/waiting').sleep,
}));

const failure = (about: { transient: boolean; retryAfterMs?: number }) =>
	new StepError({ step: 'mint', what: 'It did not work', remedy: 'Wait', ...about });

const transient = (retryAfterMs?: number) => failure({ transient: true, retryAfterMs });

/** From nothing to days, with and without fractions. */
const asked = fc.option(
	fc.oneof(
		fc.double({ min: 0, max: 40_000, noNaN: true }),
		fc.constantFrom(0, 29_999, 30_000, 30_001, 60_000, 1e12, Infinity),
	),
	{ nil: undefined },
);

describe('a pause, whatever failed before', () => {
	it('lies between nothing and a bound that doubles', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 3 }), fc.nat(50_000), (attempts, waited) => {
				const pause = pauseAfter(transient(), attempts, waited);
				expect(pause).toBeGreaterThanOrEqual(0);
				expect(pause).toBeLessThanOrEqual(500 * 2 ** (attempts - 1));
			}),
		);
	});

	it('is never shorter than asked for, and none where that would be too long', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(70_000), asked, (attempts, waited, ms) => {
				const pause = pauseAfter(transient(ms), attempts, waited);
				if (attempts >= 4) return expect(pause).toBeUndefined();
				if (ms === undefined) return;
				expect(pause).toBe(ms > 30_000 || waited + ms > 60_000 ? undefined : ms);
			}),
		);
	});

	it('is none for what does not pass by itself', () => {
		fc.assert(
			fc.property(fc.anything(), asked, (thrown, retryAfterMs) => {
				expect(pauseAfter(thrown, 1, 0)).toBeUndefined();
				expect(pauseAfter(failure({ transient: false, retryAfterMs }), 1, 0)).toBeUndefined();
			}),
		);
	});
});

describe('a call that keeps failing', () => {
	it('is made four times at most, with a minute of waiting at most', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 6 }), async (pauses) => {
				waiting.ms = 0;
				let attempts = 0;
				const call = withRetries(async () => {
					throw transient(pauses[attempts++ % pauses.length]);
				}, undefined);

				await expect(call).rejects.toThrow('It did not work');
				expect(attempts).toBeLessThanOrEqual(4);
				expect(waiting.ms).toBeLessThanOrEqual(60_000);
			}),
		);
	});

	it('is not made again once the execution is canceled', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 3 }), async (last) => {
				const abort = new AbortController();
				let attempts = 0;
				const call = withRetries(async () => {
					attempts += 1;
					if (attempts === last) abort.abort();
					throw transient(0);
				}, abort.signal);

				await expect(call).rejects.toThrow();
				expect(attempts).toBe(last);
			}),
		);
	});
});

describe('Retry-After, whatever it holds', () => {
	it('asks for its seconds', () => {
		fc.assert(
			fc.property(fc.nat(), (seconds) => {
				expect(retryAfter(` ${seconds} `)).toBe(seconds * 1000);
			}),
		);
	});

	it('asks for the time until its date, and for nothing after that', () => {
		const offset = fc.integer({ min: -1e9, max: 1e9 });
		fc.assert(
			fc.property(offset, (seconds) => {
				const now = Date.now();
				const date = new Date(now + seconds * 1000);
				const ms = retryAfter(date.toUTCString()) ?? NaN;
				// The date has whole seconds.
				const wanted = Math.max(Math.floor(date.getTime() / 1000) * 1000 - now, 0);
				expect(Math.abs(ms - wanted)).toBeLessThan(1_000);
			}),
		);
	});

	it('is ignored when it is neither', () => {
		const day = /^[A-Z][a-z]+, /;
		const number = /^\s*\d+(\.\d+)?\s*$/;
		const garbage = fc.oneof(
			fc.constantFrom('-5', 'soon 5', '2050', 'Jan 1 2050', '+3', '1e3', '0x10', '5s', 'tomorrow'),
			fc.string({ unit: 'binary' }),
		);
		fc.assert(
			fc.property(garbage, (text) => {
				fc.pre(!day.test(text.trim()) && !number.test(text));
				expect(retryAfter(text)).toBeUndefined();
			}),
		);
	});
});
