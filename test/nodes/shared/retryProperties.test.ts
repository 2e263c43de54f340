import fc from 'fast-check';
import { StepError } from '../../../nodes/shared/errors';
import { pauseAfter, retryAfter, withRetries } from '../../../nodes/shared/retry';
import { waiting } from '../../fuzz/waiting';

// Nobody waits, but how long they would have waited is recorded.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.requireActual<{ sleep: unknown }>('../../fuzz/waiting').sleep,
}));

const failure = (about: { transient: boolean; retryAfterMs?: number; silentMs?: number }) =>
	new StepError({ step: 'mint', what: 'It did not work', remedy: 'Wait', ...about });

const transient = (retryAfterMs?: number) => failure({ transient: true, retryAfterMs });

const SPENT = { attempts: 1, pauses: 0, asked: 0, silence: 0 };

const PATIENCE = 90_000;

const CALL = { step: 'mint', refusal: 'It was not issued', patience: 90 } as const;

/** From nothing to days, with and without fractions. */
const asked = fc.option(
	fc.oneof(
		fc.double({ min: 0, max: 150_000, noNaN: true }),
		fc.constantFrom(0, 30_000, 60_000, 119_999, 120_000, 120_001, 3e12),
	),
	{ nil: undefined },
);

describe('a pause, whatever failed before', () => {
	it('lies between nothing and a bound that doubles up to ten seconds', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(59_999), (attempts, pauses) => {
				const pause = pauseAfter(transient(), { ...SPENT, attempts, pauses }, PATIENCE);
				expect(pause?.ms).toBeGreaterThanOrEqual(0);
				expect(pause?.ms).toBeLessThanOrEqual(Math.min(500 * 2 ** (attempts - 1), 10_000));
			}),
		);
	});

	it('is never shorter than asked for, and none where that would be too long', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 20 }),
				fc.nat(700_000),
				asked,
				(attempts, spent, ms) => {
					const pause = pauseAfter(transient(ms), { ...SPENT, attempts, asked: spent }, PATIENCE);
					if (ms === undefined) return;
					if (pause) expect(pause.ms).toBeGreaterThanOrEqual(ms);
					else expect(ms > 120_000 || spent + ms > 600_000).toBe(true);
					if (ms > 120_000) expect(pause).toBeUndefined();
				},
			),
		);
	});

	it('is none for what does not pass by itself', () => {
		fc.assert(
			fc.property(asked, (retryAfterMs) => {
				const thrown = failure({ transient: false, retryAfterMs });
				expect(pauseAfter(thrown, SPENT, PATIENCE)).toBeUndefined();
			}),
		);
	});
});

describe('a call that keeps failing', () => {
	it('waits a minute of its own and ten as asked for, at most', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 6 }), async (pauses) => {
				waiting.ms = 0;
				let attempts = 0;
				const call = withRetries(
					async () => {
						const retryAfterMs = pauses[attempts++ % pauses.length];
						throw failure({ transient: true, retryAfterMs, silentMs: 0 });
					},
					{ ...CALL, signal: undefined },
				);

				await expect(call).rejects.toThrow('It did not work');
				expect(waiting.ms).toBeLessThanOrEqual(60_000 + 600_000 + 1);
			}),
			{ numRuns: 50 },
		);
	});

	it('is not made again once the execution is canceled', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 3 }), async (last) => {
				const abort = new AbortController();
				let attempts = 0;
				const call = withRetries(
					async () => {
						attempts += 1;
						if (attempts === last) abort.abort();
						throw transient(0);
					},
					{ ...CALL, signal: abort.signal },
				);

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
