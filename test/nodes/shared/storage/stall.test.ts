import { patience, patienceOfAll, watchStall } from '../../../../nodes/shared/storage/stall';

const SILENCE_MS = 40;
/** Long enough for a busy machine to count a byte in between. */
const LONG_SILENCE_MS = 400;

const aborted = async (signal: AbortSignal) =>
	await new Promise<void>((resolve) => {
		// The timer under test does not keep the process alive; this one does.
		const keepAlive = setInterval(() => {}, 10);
		signal.addEventListener('abort', () => {
			clearInterval(keepAlive);
			resolve();
		});
	});

it('a transfer that does not move is ended', async () => {
	const watch = watchStall(() => 7, undefined, SILENCE_MS);
	await aborted(watch.signal);

	expect(watch.stalled()).toBe(true);
});

it('a transfer that moves is left alone however long it takes', async () => {
	let bytes = 0;
	const watch = watchStall(() => bytes, undefined, LONG_SILENCE_MS);
	const start = Date.now();
	while (Date.now() - start < 3 * LONG_SILENCE_MS) {
		bytes += 1;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	watch.stop();

	expect(watch.signal.aborted).toBe(false);
	expect(watch.stalled()).toBe(false);
});

it('a canceled execution ends it too, and that is no stall', async () => {
	const execution = new AbortController();
	const watch = watchStall(() => 0, execution.signal, 60_000);
	execution.abort();

	expect(watch.signal.aborted).toBe(true);
	expect(watch.stalled()).toBe(false);
});

it('nothing is ended once the transfer is over', async () => {
	const watch = watchStall(() => 7, undefined, SILENCE_MS);
	watch.stop();
	await new Promise((resolve) => setTimeout(resolve, 4 * SILENCE_MS));

	expect(watch.signal.aborted).toBe(false);
});

it('what may still be in the buffers of the machine has time to drain at 2 KiB a second', () => {
	expect(patience(1)).toBeCloseTo(120, 2);
	expect(patience(200 * 1024)).toBe(120 + 100);
	expect(patience(5 * 1024 ** 3)).toBe(patience(1024 ** 2));
	expect(patience(1024 ** 2)).toBe(120 + 512);
});

it('all attempts together, checks and pauses included, are silent for less than 15 minutes', () => {
	const pauses = 60;
	expect((patienceOfAll(patience(5 * 1024 ** 3)) * 17) / 16 + pauses).toBeLessThan(15 * 60);
});

it('tells how long nothing has moved', async () => {
	let bytes = 0;
	const watch = watchStall(() => bytes, undefined, 60_000);
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect(watch.silentMs()).toBeGreaterThanOrEqual(50);
	bytes = 1;
	expect(watch.silentMs()).toBeLessThan(50);
	watch.stop();
});
