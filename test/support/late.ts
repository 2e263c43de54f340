import type { VendorEmulator } from '../../tools/emulators/vendor/types';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Has a vendor do the work of one call later than it answers: the call gets the reply, and only after
 * that time the work is done, by the same call sent again.
 * @returns settled when the work is done
 */
export async function workLate(
	vendor: VendorEmulator,
	route: string,
	{ reply, afterMs }: { reply: { status: number; delayMs?: number }; afterMs: number },
): Promise<void> {
	const before = vendor.callsTo(route).length;
	vendor.script(route, { body: 'late', ...reply });
	let call;
	while (!(call = vendor.callsTo(route)[before])?.status) await sleep(1);
	await sleep(afterMs);
	const { method, path, headers, body } = call!;
	const response = await fetch(vendor.origin + path, {
		method,
		headers: { authorization: headers.authorization!, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${route} was not done late: ${response.status}`);
}
