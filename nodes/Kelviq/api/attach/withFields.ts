import { attach, type Attachable, type AttachNotes } from './attach';

/** How much Kelviq may have to move for a file that only its key is known of, in bytes. */
export const UNKNOWN_BYTES = 1024 ** 3;

/**
 * Attaches files by their keys in the same call that sets other fields.
 * @param patch sets the fields alone, if the files turn out to be there although no response arrived
 * and the rest is uncertain
 * @returns the product or plan afterward
 * @throws StepError
 */
export async function attachWithFields<Owner>(
	target: Attachable<Owner>,
	fileKeys: string[],
	notes: AttachNotes,
	patch: (() => Promise<Owner>) | undefined,
): Promise<Owner> {
	const files = fileKeys.map((fileKey) => ({ fileKey, fileName: fileKey.split('/').at(-1) ?? '' }));
	const { owner, readBack } = await attach(target, files, notes);
	return readBack && patch ? await patch() : owner;
}
