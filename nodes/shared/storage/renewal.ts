import { StepError } from '../errors';

const MAX_RENEWALS = 2;

/**
 * Sends a file, and asks for a new address when the storage says that the one it had has expired.
 * Any other refusal stands: another address would be refused just the same.
 * @param slot the address the file has, with the key it will be stored under
 * @param mint asks for another one
 * @returns the slot that the file was stored with
 * @throws what `send` or `mint` threw; names the clock when even new addresses have expired
 */
export async function sendRenewing<Slot>(
	slot: Slot,
	mint: () => Promise<Slot>,
	send: (slot: Slot) => Promise<void>,
): Promise<Slot> {
	let current = slot;
	for (let renewals = 0; ; renewals += 1) {
		let failure: unknown;
		try {
			await send(current);
			return current;
		} catch (thrown) {
			failure = thrown;
		}
		if (!(failure instanceof StepError) || !failure.expired) throw failure;
		if (renewals === MAX_RENEWALS) throw alwaysExpired(failure);
		current = await mint();
	}
}

function alwaysExpired(failure: StepError): StepError {
	return new StepError({
		...failure,
		what: `${failure.what}, and said the same of ${MAX_RENEWALS} new addresses`,
		remedy:
			'The service hands out addresses that have expired already, so its clock is wrong: tell the service',
	});
}
