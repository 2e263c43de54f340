export interface Counts {
	/** Calls that were sent again by the policy for repeatable calls. */
	retries: number;
	/** Pauses before a look at what an unclear write has done. */
	looks: number;
	/** Further tries of a node by n8n. */
	tries: number;
	stop(): void;
}

/**
 * Counts the pauses of the nodes and of n8n, which are told apart by the file that asks for the timer.
 * They last as long as they would without.
 */
export function countPauses(): Counts {
	const { setTimeout } = globalThis;
	const counts: Counts = {
		retries: 0,
		looks: 0,
		tries: 0,
		stop() {
			globalThis.setTimeout = setTimeout;
		},
	};
	globalThis.setTimeout = Object.assign((...args: Parameters<typeof setTimeout>) => {
		// Those who wait for the one who asks are listed too.
		const asked = (new Error().stack ?? '').replace(/^\s+at async .*$/gm, '');
		if (/exactlyOnce\.js/.test(asked)) counts.looks += 1;
		else if (/shared[\\/]retry\.js/.test(asked)) counts.retries += 1;
		else if (args[1] === TRY_MS && /workflow-execute\.[jt]s/.test(asked)) counts.tries += 1;
		return setTimeout(...args);
	}, setTimeout);
	return counts;
}

/** The pause before another try of a node, which tells it apart. */
export const TRY_MS = 7;
