/** Takes the place of n8n's `sleep`: nobody waits, but it is known for how long they would have. */
export const waiting = { ms: 0 };

export async function sleep(milliseconds: number): Promise<void> {
	waiting.ms += milliseconds;
	await new Promise(setImmediate);
}
