/** Replaces n8n's `sleep`: nobody waits, but how long they would have waited is recorded. */
export const waiting = { ms: 0 };

export async function sleep(milliseconds: number): Promise<void> {
	waiting.ms += milliseconds;
	await new Promise(setImmediate);
}
