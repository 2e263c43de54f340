import { limiter } from '../../../../nodes/shared/node/limit';
import { deferred, settled } from '../deferred';

/** Tasks that end when told to, and the numbers of those that have started. */
function tasks(most: number, count: number) {
	const limit = limiter(most);
	const begun: number[] = [];
	const ends = Array.from({ length: count }, () => deferred<string>());
	const results = ends.map(
		async (end, index) =>
			await limit(async () => {
				begun.push(index);
				return await end.promise;
			}),
	);
	return { begun, ends, results };
}

it('begins as many tasks as allowed, and the next ones in their order as others end', async () => {
	const { begun, ends, results } = tasks(2, 4);
	await settled();
	expect(begun).toEqual([0, 1]);

	ends[1]!.resolve('second');
	await results[1];
	await settled();
	expect(begun).toEqual([0, 1, 2]);

	ends[0]!.resolve('first');
	await settled();
	expect(begun).toEqual([0, 1, 2, 3]);

	ends[2]!.resolve('third');
	ends[3]!.resolve('fourth');
	expect(await Promise.all(results)).toEqual(['first', 'second', 'third', 'fourth']);
});

it('goes on with the next task when one is rejected', async () => {
	const { begun, ends, results } = tasks(1, 2);
	ends[0]!.reject(new Error('broken'));
	await expect(results[0]).rejects.toThrow('broken');
	ends[1]!.resolve('fine');
	expect(await results[1]).toBe('fine');
	expect(begun).toEqual([0, 1]);
});

it('has all its room again after everything has ended', async () => {
	const limit = limiter(2);
	await Promise.allSettled(
		Array.from({ length: 5 }, async (_, index) => await limit(async () => await fail(index))),
	);
	let running = 0;
	let most = 0;
	const end = deferred<void>();
	const all = Array.from({ length: 3 }, async () =>
		limit(async () => {
			running += 1;
			most = Math.max(most, running);
			await end.promise;
			running -= 1;
		}),
	);
	await settled();
	expect(running).toBe(2);
	end.resolve();
	await Promise.all(all);
	expect(most).toBe(2);
});

it('takes a task that throws at once for a rejected one', async () => {
	const limit = limiter(1);
	const thrower = () => {
		throw new Error('at once');
	};
	await expect(limit(thrower)).rejects.toThrow('at once');
	expect(await limit(async () => 'next')).toBe('next');
});

async function fail(index: number): Promise<number> {
	if (index % 2) throw new Error(String(index));
	return index;
}
