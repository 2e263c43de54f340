import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something has happened. @throws if it has not within a minute */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`Waited a minute in vain until ${what}`);
		await pause(50);
	}
}
