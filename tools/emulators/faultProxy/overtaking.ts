import { setTimeout as pause } from 'node:timers/promises';

/** Lets the response to one request wait for the response to a later one. */
export class Overtaking {
	private readonly waiting = new Map<number, () => void>();

	/** Requests are numbered as they arrive. */
	answered(number: number): void {
		for (const [earlier, release] of this.waiting) if (earlier < number) release();
	}

	/** @param ms how long to wait at most */
	async after(number: number, ms: number): Promise<void> {
		const overtaken = new Promise<void>((resolve) => this.waiting.set(number, resolve));
		await Promise.race([overtaken, pause(ms, undefined, { ref: false })]);
		this.waiting.delete(number);
	}
}
