import { StepError } from '../../../nodes/shared/errors';
import { pauseAfter, retryAfter, withRetries } from '../../../nodes/shared/retry';

const failure = (about: { transient?: boolean; retryAfterMs?: number } = {}) =>
	new StepError({
		step: 'mint',
		what: 'It did not work',
		remedy: 'Wait',
		transient: true,
		...about,
	});

describe('the pause before another attempt', () => {
	it.each([
		[1, 500],
		[2, 1_000],
		[3, 2_000],
	])('after %d attempts is anywhere up to %d ms', (attempts, longest) => {
		const pauses = Array.from({ length: 500 }, () => pauseAfter(failure(), attempts, 0) ?? NaN);

		expect(Math.max(...pauses)).toBeLessThanOrEqual(longest);
		expect(Math.max(...pauses)).toBeGreaterThan(longest * 0.8);
		expect(Math.min(...pauses)).toBeLessThan(longest * 0.2);
	});

	it('is what the service asks for', () => {
		expect(pauseAfter(failure({ retryAfterMs: 7_000 }), 1, 0)).toBe(7_000);
		expect(pauseAfter(failure({ retryAfterMs: 0 }), 1, 0)).toBe(0);
	});

	it.each([
		['the reason does not pass', failure({ transient: false }), 1, 0],
		['four attempts were made', failure(), 4, 0],
		['a minute was spent waiting', failure(), 1, 60_000],
		['the service asks for longer than half a minute', failure({ retryAfterMs: 31_000 }), 1, 0],
		['it is no failure of a call', new TypeError('x'), 1, 0],
	])('is none when %s', (_, thrown, attempts, elapsed) => {
		expect(pauseAfter(thrown, attempts, elapsed)).toBeUndefined();
	});
});

describe('Retry-After', () => {
	it.each([
		['0', 0],
		['12', 12_000],
		['1.5', 1_500],
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
});

describe('a repeated call', () => {
	it('returns the response of the attempt that worked', async () => {
		const attempt = jest
			.fn<Promise<string>, []>()
			.mockRejectedValueOnce(failure({ retryAfterMs: 1 }))
			.mockResolvedValueOnce('done');

		expect(await withRetries(attempt, undefined)).toBe('done');
		expect(attempt).toHaveBeenCalledTimes(2);
	});

	it('ends with what the last attempt said', async () => {
		let count = 0;
		const attempt = async () => {
			count += 1;
			throw new StepError({ ...failure({ retryAfterMs: 1 }), what: `Attempt ${count}` });
		};

		await expect(withRetries(attempt, undefined)).rejects.toMatchObject({ what: 'Attempt 4' });
	});

	it('does not wait on when the execution is canceled', async () => {
		// n8n's sleep cannot be ended: on the clock it would keep the process alive for as long.
		jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
		const abort = new AbortController();
		const attempt = jest.fn().mockRejectedValue(failure({ retryAfterMs: 29_000 }));
		const call = withRetries(attempt, abort.signal);
		setImmediate(() => abort.abort());

		await expect(call).rejects.toThrow('aborted');
		jest.useRealTimers();
		expect(attempt).toHaveBeenCalledTimes(1);
	});
});
