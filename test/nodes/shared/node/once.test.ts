import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { onceByKey } from '../../../../nodes/shared/node/once';

describe('a value that is made once', () => {
	afterEach(() => jest.restoreAllMocks());

	const at = (time: number) => jest.spyOn(Date, 'now').mockReturnValue(time);

	it('is kept for the rest of the run, or as long as is told', async () => {
		const once = onceByKey();
		const make = jest.fn(async () => ({}));
		at(0);
		const forGood = await once('for good', make);
		const forAWhile = await once('for a while', make, 30);

		at(29_999);
		expect(await once('for a while', make, 30)).toBe(forAWhile);
		at(30_000);
		expect(await once('for a while', make, 30)).not.toBe(forAWhile);
		expect(await once('for good', make)).toBe(forGood);
		expect(make).toHaveBeenCalledTimes(3);
	});

	it('leaves the memory when another takes its place', async () => {
		setFlagsFromString('--expose-gc');
		const collectGarbage = runInNewContext('gc') as () => void;
		const once = onceByKey();
		const made: Array<WeakRef<object>> = [];
		const make = async () => {
			const value = {};
			made.push(new WeakRef(value));
			return value;
		};
		for (const time of [0, 30_000, 60_000]) {
			at(time);
			await once('for a while', make, 30);
		}
		await new Promise(setImmediate);
		collectGarbage();

		expect(made.map((one) => one.deref() !== undefined)).toEqual([false, false, true]);
	});
});
