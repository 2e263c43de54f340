import { seconds } from '../time';

/** How many seconds a connection may be silent. Slow is fine, at any length; silent is not. */
const SILENCE = 120;

/** What may wait in this machine's buffers although it looks sent from here. */
const UNSEEN_BYTES = 1024 ** 2;

/** The slowest line that is still waited for while those bytes are sent. */
const SLOWEST_BYTES_PER_SECOND = 2 * 1024;

const CHECKS = 4;

export interface StallWatch {
	/** Aborted when nothing has moved for a while, or when the execution is canceled. */
	signal: AbortSignal;
	/** Whether silence was the cause. */
	stalled(): boolean;
	stop(): void;
}

/** How long nothing may appear to move while a file of this size is sent, in milliseconds. */
export function patience(fileSize: number): number {
	const unseen = Math.min(fileSize, UNSEEN_BYTES);
	return seconds(SILENCE + unseen / SLOWEST_BYTES_PER_SECOND);
}

/**
 * Watches a transfer of any length, and aborts it only if it no longer moves.
 * @param progress anything that grows while the transfer moves, e.g. bytes
 * @param silence milliseconds; noticed at most a quarter later
 */
export function watchStall(
	progress: () => number,
	execution: AbortSignal | undefined,
	silence: number,
): StallWatch {
	const stall = new AbortController();
	let seen = progress();
	let silentChecks = 0;
	let over = false;
	// Nodes must not set timers of their own; this one does not keep the process alive.
	const wait = () => {
		const pause = AbortSignal.timeout(Math.ceil(silence / CHECKS));
		pause.addEventListener('abort', check, { once: true });
	};
	const check = () => {
		if (over) return;
		silentChecks = progress() === seen ? silentChecks + 1 : 0;
		if (silentChecks === CHECKS) return stall.abort();
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
