import { StepError } from '../../../nodes/shared/errors';
import { Host, hostOf } from '../../../nodes/shared/host';
import { isTransient, pauseAfter, retryAfter, withRetries } from '../../../nodes/shared/retry';
import { pace } from '../../../nodes/shared/time';

const failure = (about: Partial<StepError> = {}) =>
	new StepError({
		step: 'mint',
		what: 'It did not work',
		remedy: 'Wait',
		transient: true,
		...about,
	});

const SPENT = { attempts: 1, pauses: 0, asked: 0, silence: 0 };
const PATIENCE = 90_000;

const callAt = (host?: Host) => ({
	step: 'mint' as const,
	refusal: 'It was not issued',
	host,
	patience: 90,
	signal: undefined,
});

describe('the pause before another attempt', () => {
	it.each([
		[1, 500],
		[2, 1_000],
		[3, 2_000],
		[5, 8_000],
		[6, 10_000],
		[60, 10_000],
	])('after %d attempts is anywhere up to %d ms', (attempts, longest) => {
		const pauses = Array.from(
			{ length: 500 },
			() => pauseAfter(failure(), { ...SPENT, attempts }, PATIENCE)?.ms ?? NaN,
		);

		expect(Math.max(...pauses)).toBeLessThanOrEqual(longest);
		expect(Math.max(...pauses)).toBeGreaterThan(longest * 0.8);
		expect(Math.min(...pauses)).toBeLessThan(longest * 0.2);
	});

	it.each([7_000, 120_000])('is what the service asks for: %d ms', (retryAfterMs) => {
		const pause = pauseAfter(failure({ retryAfterMs }), SPENT, PATIENCE);
		expect(pause).toEqual({ ms: retryAfterMs, isAsked: true });
	});

	it('is no shorter than its own where the service asks for none', () => {
		const pause = pauseAfter(failure({ retryAfterMs: 0 }), { ...SPENT, attempts: 9 }, PATIENCE);
		expect(pause).toMatchObject({ isAsked: false });
	});

	it.each([
		['the reason does not pass', failure({ transient: false }), {}],
		['a minute was spent on pauses', failure(), { pauses: 60_000 }],
		['the patience is spent on silence', failure(), { silence: PATIENCE }],
		['the service asks for more than two minutes', failure({ retryAfterMs: 120_001 }), {}],
		['ten minutes were asked for', failure({ retryAfterMs: 60_000 }), { asked: 540_001 }],
	])('is none when %s', (_, thrown, spent) => {
		expect(pauseAfter(thrown, { ...SPENT, ...spent }, PATIENCE)).toBeUndefined();
	});
});

describe('Retry-After', () => {
	it.each([
		['0', 0],
		['12', 12_000],
		['1.5', 1_500],
		['9'.repeat(400), 3e12],
		['', undefined],
		[undefined, undefined],
		['soon', undefined],
		['-5', undefined],
	])('%j asks for %s ms', (header, expected) => {
		expect(retryAfter(header)).toBe(expected);
	});

	it('may be a date, and one that is over asks for nothing', () => {
		const soon = retryAfter(new Date(Date.now() + 10_000).toUTCString());
		expect(soon).toBeGreaterThan(8_000);
		expect(soon).toBeLessThanOrEqual(10_000);
		expect(retryAfter('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0);
	});

	it('that is a date counts from the date of its own answer, whatever the clock here says', () => {
		const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
		expect(retryAfter('Wed, 21 Oct 2015 07:28:30 GMT', date)).toBe(30_000);
	});
});

describe('what passes by itself', () => {
	it.each([
		[503, '', true],
		[429, '', true],
		[501, '', false],
		[404, '', false],
		[undefined, 'ECONNRESET', true],
		[undefined, 'ERR_STREAM_PREMATURE_CLOSE', true],
		[undefined, 'Z_BUF_ERROR', true],
		[undefined, 'ERR_RESPONSE_TOO_LARGE', false],
		[undefined, 'DEPTH_ZERO_SELF_SIGNED_CERT', false],
		[undefined, '', false],
	])('%s %s: %s', (status, code, expected) => {
		expect(isTransient(status, code)).toBe(expected);
	});
});

describe('a repeated call', () => {
	afterEach(() => {
		pace.msPerSecond = 1000;
		jest.useRealTimers();
	});

	it('returns the response of the attempt that worked', async () => {
		const attempt = jest
			.fn<Promise<string>, []>()
			.mockRejectedValueOnce(failure({ retryAfterMs: 1 }))
			.mockResolvedValueOnce('done');

		expect(await withRetries(attempt, callAt())).toBe('done');
		expect(attempt).toHaveBeenCalledTimes(2);
	});

	it('outlasts trouble of nearly a minute, and ends with what the last attempt said', async () => {
		pace.msPerSecond = 5;
		const start = Date.now();
		const ends: number[] = [];
		const attempt = async () => {
			ends.push(Date.now() - start);
			throw failure({ what: `Attempt ${ends.length}`, silentMs: 0 });
		};

		const error = await withRetries(attempt, callAt()).catch((thrown: StepError) => thrown);
		expect(error).toMatchObject({ what: `Attempt ${ends.length}` });
		// Timers may be a little early.
		expect(ends.at(-1)).toBeGreaterThan(59 * 5);
	});

	it('gives all its attempts together no more silence than its patience', async () => {
		pace.msPerSecond = 1;
		const given: number[] = [];
		const attempt = async (silence: number) => {
			given.push(silence);
			throw failure({ silentMs: Math.min(silence, 40) });
		};

		await expect(withRetries(attempt, callAt())).rejects.toThrow('It did not work');
		expect(given).toEqual([90, 50, 10]);
	});

	it('does not count the time in which something moved', async () => {
		pace.msPerSecond = 1;
		const attempt = jest.fn(async () => {
			await new Promise((resolve) => setTimeout(resolve, 50));
			if (attempt.mock.calls.length < 5) throw failure({ silentMs: 0 });
			return 'done';
		});

		expect(await withRetries(attempt, callAt())).toBe('done');
	});

	it('does not wait on when the execution is canceled', async () => {
		jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
		const abort = new AbortController();
		const attempt = jest.fn().mockRejectedValue(failure({ retryAfterMs: 29_000 }));
		const call = withRetries(attempt, { ...callAt(), signal: abort.signal });
		setImmediate(() => abort.abort());

		await expect(call).rejects.toThrow('aborted');
		expect(attempt).toHaveBeenCalledTimes(1);
	});

	it('tells the time until which a service asks to wait if that is too long', async () => {
		const attempt = jest.fn().mockRejectedValue(failure({ retryAfterMs: 900_000 }));

		const error = await withRetries(attempt, callAt()).catch((thrown: StepError) => thrown);
		const time = new Date(Date.now() + 900_000).toISOString().slice(11, 16);
		expect(error).toMatchObject({ what: 'It did not work' });
		expect((error as StepError).remedy).toMatch(
			new RegExp(`^Run this item again after \\d{4}-\\d\\d-\\d\\d ${time} UTC$`),
		);
		expect(attempt).toHaveBeenCalledTimes(1);
	});
});

describe('a host', () => {
	beforeEach(() => {
		pace.msPerSecond = 10;
	});

	afterEach(() => {
		pace.msPerSecond = 1000;
	});

	it('that asks for a pause is left alone by all calls of the run', async () => {
		const host = new Host('api.example.com');
		const times: number[] = [];
		const attempt = async () => {
			times.push(Date.now());
			if (times.length === 1) throw failure({ retryAfterMs: 200 });
		};
		const first = withRetries(attempt, callAt(host));
		await new Promise(setImmediate);
		await Promise.all([
			first,
			withRetries(attempt, callAt(host)),
			withRetries(attempt, callAt(host)),
		]);

		expect(times).toHaveLength(4);
		for (const time of times.slice(1)) expect(time - times[0]!).toBeGreaterThanOrEqual(199);
	});

	it('that goes on asking for pauses is waited for by one call, not by each', async () => {
		pace.msPerSecond = 3;
		const host = new Host('api.example.com');
		const attempt = jest.fn().mockRejectedValue(failure({ retryAfterMs: 330 }));
		await expect(withRetries(attempt, callAt(host))).rejects.toThrow('It did not work');
		const attempts = attempt.mock.calls.length;
		const calls = [1, 2, 3].map(async () => await withRetries(attempt, callAt(host)));

		for (const call of calls) {
			await expect(call).rejects.toThrow('asked not to be called again before');
		}
		expect(attempt).toHaveBeenCalledTimes(attempts);
	});

	it('that was silent is waited for again where it asks for a pause', async () => {
		const host = new Host('api.example.com');
		const silent = jest.fn().mockRejectedValue(failure({ silentMs: 900 }));
		await expect(withRetries(silent, callAt(host))).rejects.toThrow('It did not work');
		expect(host.isDown).toBe(true);
		const busy = jest.fn().mockRejectedValue(failure({ httpCode: 503, retryAfterMs: 20 }));
		await expect(withRetries(busy, callAt(host))).rejects.toThrow('It did not work');

		expect(await withRetries(async () => 'done', callAt(host))).toBe('done');
	});

	it('that asks for more than two minutes is not called again in the run', async () => {
		const host = new Host('api.example.com');
		const attempt = jest.fn().mockRejectedValue(failure({ retryAfterMs: 9_000 }));

		await expect(withRetries(attempt, callAt(host))).rejects.toThrow('Run this item again after');
		await expect(withRetries(attempt, callAt(host))).rejects.toThrow(
			/^It was not issued: api\.example\.com asked not to be called again before .+ UTC\. Run/,
		);
		expect(attempt).toHaveBeenCalledTimes(1);
	});

	it('that was silent for the whole of a call gets one short attempt from each other one', async () => {
		const host = new Host('api.example.com');
		const given: number[] = [];
		const silent = async (silence: number) => {
			given.push(silence);
			throw failure({ silentMs: silence });
		};

		for (let item = 0; item < 4; item += 1) {
			await expect(withRetries(silent, callAt(host))).rejects.toThrow('It did not work');
		}
		expect(given).toEqual([900, 100, 100, 100]);
	});

	it('that stays silent is not called at all, whatever the number of items', async () => {
		const host = new Host('api.example.com');
		const silent = jest.fn(async (silence: number) => {
			throw failure({ silentMs: silence });
		});

		for (let item = 0; item < 500; item += 1) {
			await withRetries(silent, callAt(host)).catch(() => undefined);
		}
		expect(silent).toHaveBeenCalledTimes(7);
		await expect(withRetries(silent, callAt(host))).rejects.toThrow(
			'It was not issued: api.example.com has not responded to the calls before',
		);
	});

	it('that answers again is treated as before', async () => {
		const host = new Host('api.example.com');
		const silent = async (silence: number) => {
			throw failure({ silentMs: silence });
		};
		await withRetries(silent, callAt(host)).catch(() => undefined);

		await withRetries(async () => 'done', callAt(host));
		expect(await withRetries(async (silence) => silence, callAt(host))).toBe(900);
	});

	it('that refuses a call has answered', async () => {
		const host = new Host('api.example.com');
		const attempt = async (silence: number) => {
			throw failure({ silentMs: silence });
		};
		await withRetries(attempt, callAt(host)).catch(() => undefined);
		const refused = failure({ transient: false, httpCode: 404 });

		await withRetries(async () => Promise.reject(refused), callAt(host)).catch(() => undefined);
		expect(host.isDown).toBe(false);
	});

	it('is not down for a call that fails while others are answered', async () => {
		const host = new Host('api.example.com');
		const attempt = async (silence: number) => {
			host.answered();
			throw failure({ silentMs: silence });
		};

		await withRetries(attempt, callAt(host)).catch(() => undefined);
		expect(host.isDown).toBe(false);
	});

	it('is known by its name within a run, and not to another run', () => {
		const run = {};

		expect(hostOf(run, 'a.example.com')).toBe(hostOf(run, 'a.example.com'));
		expect(hostOf(run, 'a.example.com')).not.toBe(hostOf(run, 'b.example.com'));
		expect(hostOf(run, 'a.example.com')).not.toBe(hostOf({}, 'a.example.com'));
	});
});
