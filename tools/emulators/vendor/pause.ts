import { setTimeout as sleep } from 'node:timers/promises';

/** Waits without keeping the process alive: a delayed response may no longer be needed. */
export async function pause(milliseconds: number): Promise<void> {
	if (milliseconds > 0) await sleep(milliseconds, undefined, { ref: false });
}
