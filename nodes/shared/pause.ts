import { sleep } from 'n8n-workflow';

/** n8n's sleep cannot be ended, and keeps the process alive: a canceled one should be over soon. */
const SLICE = 1_000;

/** Waits, but no longer than the execution lasts. @throws the signal's reason */
export async function pauseFor(
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	signal?.throwIfAborted();
	let stop: (() => void) | undefined;
	const canceled = new Promise<void>((resolve) => {
		stop = resolve;
		signal?.addEventListener('abort', stop, { once: true });
	});
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= SLICE) {
		await Promise.race([sleep(Math.min(left, SLICE)), canceled]);
	}
	if (stop) signal?.removeEventListener('abort', stop);
	signal?.throwIfAborted();
}
