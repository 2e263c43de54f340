import { StepError } from '../../../../nodes/shared/errors';
import { limiter } from '../../../../nodes/shared/node/limit';
import { sendAll } from '../../../../nodes/shared/storage/sendAll';
import { deferred, settled } from '../deferred';

const runOf = (most: number) => ({ transfer: limiter(most) });

const broken = (what: string) =>
	new StepError({ step: 'transfer', what, remedy: 'Run this item again', httpCode: 503 });

it('returns the keys in the order of the files, whichever is stored first', async () => {
	const ends = [deferred<string>(), deferred<string>()];
	const keys = sendAll(['a', 'b'], runOf(2), async (_file, index) => await ends[index]!.promise);
	ends[1]!.resolve('key of b');
	await settled();
	ends[0]!.resolve('key of a');
	expect(await keys).toEqual(['key of a', 'key of b']);
});

it('hands over each file with its number', async () => {
	const transfer = jest.fn(async (file: string, index: number) => `${file}${index}`);
	expect(await sendAll(['a', 'b'], runOf(1), transfer)).toEqual(['a0', 'b1']);
});

it('sends through the limit of the run', async () => {
	const end = deferred<string>();
	const transfer = jest.fn(async () => await end.promise);
	const keys = sendAll([1, 2, 3], runOf(2), transfer);
	await settled();
	expect(transfer).toHaveBeenCalledTimes(2);
	end.resolve('key');
	await keys;
	expect(transfer).toHaveBeenCalledTimes(3);
});

it('waits for every file, and then tells the first that failed with the keys of the others', async () => {
	const last = deferred<string>();
	const outcomes = [
		async () => 'key 0',
		async () => await Promise.reject(broken('File 1 was not stored')),
		async () => await Promise.reject(broken('File 2 was not stored')),
		async () => await last.promise,
	];
	let over = false;
	const sent = sendAll(outcomes, runOf(4), async (outcome) => await outcome()).finally(() => {
		over = true;
	});
	sent.catch(() => {});
	await settled();
	expect(over).toBe(false);

	last.resolve('key 3');
	await expect(sent).rejects.toMatchObject({
		step: 'transfer',
		httpCode: 503,
		what: '2 of 4 files were stored. File 1 was not stored',
		remedy: 'Run this item again',
		fileKeys: ['key 0', 'key 3'],
	});
});

it('goes on with the files that wait when one fails', async () => {
	const transfer = jest.fn(async (file: number) => {
		if (file === 1) throw broken('no');
		return `key ${file}`;
	});
	await expect(sendAll([1, 2, 3], runOf(1), transfer)).rejects.toMatchObject({
		fileKeys: ['key 2', 'key 3'],
	});
});

it('leaves the error of an only file as it is', async () => {
	const error = broken('It was not stored');
	const transfer = async () => await Promise.reject<string>(error);
	await expect(sendAll(['a'], runOf(1), transfer)).rejects.toBe(error);
});

it('keeps the step of what failed, such as mint', async () => {
	const error = new StepError({ step: 'mint', what: 'No form', remedy: 'Wait' });
	const transfer = async (file: number) => (file ? 'key' : await Promise.reject<string>(error));
	await expect(sendAll([0, 1], runOf(1), transfer)).rejects.toMatchObject({
		step: 'mint',
		fileKeys: ['key'],
	});
});
