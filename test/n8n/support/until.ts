import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something has happened. @throws if it has not within some minutes, by default one */
export async function until(
	what: string,
	isSo: () => boolean | Promise<boolean>,
	minutes = 1,
): Promise<void> {
	const deadline = Date.now() + minutes * 60_000;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`Waited ${minutes} min in vain until ${what}`);
		await pause(50);
	}
}
