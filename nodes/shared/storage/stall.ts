import { StepError } from '../errors';

/** How many seconds a connection may be silent. Slow is fine, at any length; silent is not. */
export const SILENCE = 120;

/** What may wait in this machine's buffers although it looks sent from here. */
const UNSEEN_BYTES = 1024 ** 2;

/** The slowest line that is still waited for while those bytes are sent. */
const SLOWEST_BYTES_PER_SECOND = 2 * 1024;

/** How many seconds of silence another attempt may add, over a new connection. */
const SECOND_CHANCE = 60;

const CHECKS = 16;

export interface StallWatch {
	/** Aborted when nothing has moved for a while, or when the execution is canceled. */
	signal: AbortSignal;
	/** Whether silence was the cause. */
	stalled(): boolean;
	/** How long nothing has moved by now, in milliseconds. */
	silentMs(): number;
	stop(): void;
}

/** How long nothing may appear to move while a file of this size is sent, in seconds. */
export function patience(fileSize: number): number {
	const unseen = Math.min(fileSize, UNSEEN_BYTES);
	return SILENCE + unseen / SLOWEST_BYTES_PER_SECOND;
}

/**
 * The same for all attempts together. A file that moves is sent at any length, one that does not is
 * given up after at most 13 minutes, pauses included, whatever its size.
 * @param ofOne attempt, in seconds
 */
export const patienceOfAll = (ofOne: number): number => ofOne + SECOND_CHANCE;

/**
 * Watches a transfer of any length, and aborts it only if it no longer moves.
 * @param progress anything that grows while the transfer moves, e.g. bytes
 * @param silence milliseconds; noticed at most a sixteenth later
 */
export function watchStall(
	progress: () => number,
	execution: AbortSignal | undefined,
	silence: number,
): StallWatch {
	const stall = new AbortController();
	let seen = progress();
	let movedAt = Date.now();
	let silentChecks = 0;
	let over = false;
	const look = () => {
		const isMoving = progress() !== seen;
		if (isMoving) {
			seen = progress();
			movedAt = Date.now();
		}
		return isMoving;
	};
	// Nodes must not set timers of their own; this one does not keep the process alive.
	const wait = () => {
		const pause = AbortSignal.timeout(Math.ceil(silence / CHECKS));
		pause.addEventListener('abort', check, { once: true });
	};
	const check = () => {
		if (over) return;
		silentChecks = look() ? 0 : silentChecks + 1;
		if (silentChecks === CHECKS) return stall.abort();
		wait();
	};
	wait();
	return {
		signal: execution ? AbortSignal.any([execution, stall.signal]) : stall.signal,
		stalled: () => stall.signal.aborted,
		silentMs: () => {
			look();
			return Date.now() - movedAt;
		},
		stop: () => {
			over = true;
		},
	};
}

/** What ended a watched transfer, with how long nothing had moved by then. */
export const afterSilence = (error: StepError, watch: StallWatch): StepError =>
	new StepError({ ...error, silentMs: watch.silentMs() });
