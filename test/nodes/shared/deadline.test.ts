import { deadline, untilAborted } from '../../../nodes/shared/deadline';
import { deferred } from './deferred';

/** Something under way, so that the process does not end before an unreferenced timer does. */
const alive = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a deadline', () => {
	it('aborts when the time is over, as a time-out', async () => {
		const end = deadline(10, undefined);
		await alive(40);

		expect(end.isOver()).toBe(true);
		expect(end.signal.reason).toMatchObject({ code: 'ETIMEDOUT' });
	});

	it('aborts with the execution, which is no time-out', async () => {
		const execution = new AbortController();
		const end = deadline(20, execution.signal);
		execution.abort();

		expect(end.signal.reason).toBe(execution.signal.reason);
		await alive(40);
		expect(end.isOver()).toBe(false);
	});

	it('has aborted in an execution that is canceled already', () => {
		expect(deadline(1_000, AbortSignal.abort()).signal.aborted).toBe(true);
	});

	it('does nothing once it is stopped', async () => {
		const execution = new AbortController();
		const end = deadline(10, execution.signal);
		end.stop();
		execution.abort();
		await alive(30);

		expect(end.signal.aborted).toBe(false);
	});
});

describe('waiting for what may never come', () => {
	it('gives what comes', async () => {
		const { signal } = new AbortController();

		expect(await untilAborted(Promise.resolve('it'), signal)).toBe('it');
		await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
	});

	it('ends when it is aborted, and discards what comes later', async () => {
		const end = new AbortController();
		const late = deferred<string>();
		const discard = jest.fn();
		const wait = untilAborted(late.promise, end.signal, discard);
		end.abort(new Error('enough'));

		await expect(wait).rejects.toThrow('enough');
		late.resolve('it');
		await late.promise;
		await Promise.resolve();
		expect(discard).toHaveBeenCalledWith('it');
	});

	it('ends at once with a signal that is aborted, and lets a late failure pass', async () => {
		const late = deferred<string>();
		const wait = untilAborted(late.promise, AbortSignal.abort(new Error('enough')));

		await expect(wait).rejects.toThrow('enough');
		late.reject(new Error('nobody is interested'));
		await alive(5);
	});
});
