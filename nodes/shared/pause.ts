import { sleep } from 'n8n-workflow';

/** n8n's sleep cannot be ended, and keeps the process alive: a canceled one should be over soon. */
const SLICE = 1_000;

/** Waits, but no longer than the execution lasts. @throws the signal's reason */
export async function pauseFor(
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	signal?.throwIfAborted();
	// A signal of its own: Node warns of more than ten listeners on one, and more calls wait at once.
	const own = signal && AbortSignal.any([signal]);
	let stop: (() => void) | undefined;
	const canceled = new Promise<void>((resolve) => {
		stop = resolve;
		own?.addEventListener('abort', stop, { once: true });
	});
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= SLICE) {
		await Promise.race([sleep(Math.min(left, SLICE)), canceled]);
	}
	if (stop) own?.removeEventListener('abort', stop);
	signal?.throwIfAborted();
}
