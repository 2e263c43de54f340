/**
 * Runs at most `max` tasks at a time; the others wait in the order they arrived.
 * (p-limit does the same, but n8n's Docker image has no copy that a community node can load.)
 */
export function limiter(max: number): <T>(task: () => Promise<T>) => Promise<T> {
	const waiting: Array<() => void> = [];
	let running = 0;
	return async (task) => {
		if (running < max) running += 1;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
