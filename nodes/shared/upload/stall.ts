/** How long a connection may be silent. Slow is fine, at any length; silent is not. */
export const STALL_MS = 120_000;

export interface StallWatch {
	/** Aborted when nothing has moved for a while, or with the execution. */
	signal: AbortSignal;
	/** Whether it was for the silence. */
	stalled(): boolean;
	stop(): void;
}

/**
 * Watches a transfer, whatever its length: only one that does not move any more is ended.
 * @param progress anything that grows while the transfer moves, e.g. bytes
 * @param silence milliseconds; noticed after once to twice that time
 */
export function watchStall(
	progress: () => number,
	execution: AbortSignal | undefined,
	silence = STALL_MS,
): StallWatch {
	const stall = new AbortController();
	let seen = progress();
	let over = false;
	// A timer of its own is what node code may not have; this one does not keep the process alive.
	const wait = () => {
		AbortSignal.timeout(silence).addEventListener('abort', check, { once: true });
	};
	const check = () => {
		if (over) return;
		if (progress() === seen) return stall.abort();
		seen = progress();
		wait();
	};
	wait();
	return {
		signal: execution ? AbortSignal.any([execution, stall.signal]) : stall.signal,
		stalled: () => stall.signal.aborted,
		stop: () => {
			over = true;
		},
	};
}
