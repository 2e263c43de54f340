import { StepError } from '../errors';

const MAX_RENEWALS = 2;

/** A presigned URL, and how to ask for another one. */
export interface Renewable<Slot> {
	slot: Slot;
	mint: () => Promise<Slot>;
	/** Whose support to contact. */
	vendor: string;
}

/**
 * Uses a presigned URL, and asks for a new one when the storage says that the current one has expired.
 * Any other refusal is final: another URL would be refused as well.
 * @returns what `use` returns
 * @throws what `use` or `mint` threw; names the clock when even new URLs have expired
 */
export async function withRenewal<Slot, Result>(
	{ slot, mint, vendor }: Renewable<Slot>,
	use: (slot: Slot) => Promise<Result>,
): Promise<Result> {
	let current = slot;
	for (let renewals = 0; ; renewals += 1) {
		let failure: unknown;
		try {
			return await use(current);
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
