import { setTimeout as pause } from 'node:timers/promises';

/** Work that is done after the response to it. */
export class LateWork {
	private readonly pending = new Set<Promise<void>>();
	private readonly over = new AbortController();

	readonly add = (ms: number, work: () => Promise<unknown>): void => {
		const { signal } = this.over;
		const done = pause(ms, undefined, { signal, ref: false })
			.then(work)
			// Nobody waits for it any more.
			.then(
				() => {},
				() => {},
			)
			.finally(() => this.pending.delete(done));
		this.pending.add(done);
	};

	readonly done = async (): Promise<void> => {
		while (this.pending.size) await Promise.all(this.pending);
	};

	/** What has not begun never will. */
	forget(): void {
		this.over.abort();
	}
}
