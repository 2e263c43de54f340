import { setTimeout as sleep } from 'node:timers/promises';

/** Answers that are held back for a while. */
export class Delays {
	private epoch = 0;

	/** Waits without keeping the process alive: a delayed answer may never be wanted any more. */
	async pause(milliseconds: number): Promise<void> {
		if (milliseconds <= 0) return;
		const { epoch } = this;
		await sleep(milliseconds, undefined, { ref: false });
		// Whoever asked has gone, and what the request was about is no more.
		if (epoch !== this.epoch) await new Promise<never>(() => {});
	}

	/** No pause that is going on will ever end. */
	forget(): void {
		this.epoch += 1;
	}
}
