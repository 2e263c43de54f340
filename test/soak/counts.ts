export interface Pauses {
	/** Calls that were sent again by the policy for repeatable calls. */
	retries: number;
	/** Writes that were checked, and perhaps sent again. */
	secondLooks: number;
	stop(): void;
}

/**
 * Counts and shortens the nodes' pauses. They are n8n's `sleep`, a timer, and told apart by the file
 * that asks for it. A random pause lasts up to 500 ms the first time and twice that each time after:
 * thousands of uploads take minutes instead of an hour with a Math.random that stays below 0.02.
 */
export function watchPauses(): Pauses {
	const { setTimeout, Math: math } = globalThis;
	const { random } = math;
	const pauses: Pauses = {
		retries: 0,
		secondLooks: 0,
		stop() {
			globalThis.setTimeout = setTimeout;
			math.random = random;
		},
	};
	math.random = () => random() * 0.02;
	globalThis.setTimeout = Object.assign((...args: Parameters<typeof setTimeout>) => {
		const asked = new Error().stack ?? '';
		if (/shared[\\/]retry\.js/.test(asked)) pauses.retries += 1;
		else if (/(records|exactlyOnce)\.js/.test(asked)) pauses.secondLooks += 1;
		return setTimeout(...args);
	}, setTimeout);
	return pauses;
}
