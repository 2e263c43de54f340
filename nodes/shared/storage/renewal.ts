import { StepError } from '../errors';

const MAX_RENEWALS = 2;

/**
 * Sends a file, and asks for a new URL when the storage says that the current one has expired.
 * Any other refusal is final: another URL would be refused as well.
 * @param slot the file's URL, with the key it will be stored under
 * @param mint asks for another one
 * @param vendor whose support to contact
 * @returns the slot that the file was stored with
 * @throws what `send` or `mint` threw; names the clock when even new URLs have expired
 */
export async function sendRenewing<Slot>(
	slot: Slot,
	mint: () => Promise<Slot>,
	send: (slot: Slot) => Promise<void>,
	vendor: string,
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
		if (renewals === MAX_RENEWALS) throw alwaysExpired(failure, vendor);
		current = await mint();
	}
}

function alwaysExpired(failure: StepError, vendor: string): StepError {
	return new StepError({
		...failure,
		what: `${failure.what}, and did the same for ${MAX_RENEWALS} new URLs`,
		remedy: `${vendor} issues URLs that have already expired, so its clock must be wrong. Contact ${vendor} support`,
	});
}
