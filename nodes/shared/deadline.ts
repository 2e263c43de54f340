/** The end of what may not go on for ever. */
export interface Deadline {
	/** Aborted when the time is over, with a reason whose code is ETIMEDOUT, or with the execution. */
	signal: AbortSignal;
	/** Whether the time was over. */
	isOver(): boolean;
	/** To be called at the end, whatever it was. */
	stop(): void;
}

/**
 * A signal for something that has to end within a time, or with the execution.
 * @param milliseconds at least 1
 */
export function deadline(milliseconds: number, execution: AbortSignal | undefined): Deadline {
	const end = new AbortController();
	let isOver = false;
	// Nodes must not set timers of their own; this one does not keep the process alive.
	const timer = AbortSignal.timeout(Math.max(Math.ceil(milliseconds), 1));
	const onTime = () => {
		isOver = !end.signal.aborted;
		end.abort(Object.assign(new Error('No response in time'), { code: 'ETIMEDOUT' }));
	};
	const onCancel = () => end.abort(execution?.reason);
	// A signal of its own: Node warns of more than ten listeners on one, and more calls go on at once.
	const canceled = execution && AbortSignal.any([execution]);
	timer.addEventListener('abort', onTime);
	canceled?.addEventListener('abort', onCancel);
	if (execution?.aborted) onCancel();
	return {
		signal: end.signal,
		isOver: () => isOver,
		stop: () => {
			timer.removeEventListener('abort', onTime);
			canceled?.removeEventListener('abort', onCancel);
		},
	};
}

/**
 * What a promise gives, unless the signal is aborted first: then nobody waits for it any longer.
 * @param discard what to do with what it gives too late
 * @throws the signal's reason
 */
export async function untilAborted<T>(
	promise: Promise<T>,
	signal: AbortSignal,
	discard: (late: T) => void = () => undefined,
): Promise<T> {
	let stop = () => {};
	const aborted = new Promise<never>((_, reject) => {
		stop = () => {
			reject(signal.reason);
			promise.then(discard, () => undefined);
		};
	});
	signal.addEventListener('abort', stop, { once: true });
	if (signal.aborted) stop();
	return await Promise.race([promise, aborted]).finally(() => {
		signal.removeEventListener('abort', stop);
	});
}
