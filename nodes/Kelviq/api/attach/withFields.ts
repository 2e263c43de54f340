import type { IDataObject } from 'n8n-workflow';
import { attach, type Attachable } from './attach';

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
	fields: IDataObject,
	patch: () => Promise<Owner>,
): Promise<Owner> {
	const files = fileKeys.map((fileKey) => ({ fileKey, fileName: fileKey.split('/').at(-1) ?? '' }));
	const { owner, readBack } = await attach(target, files);
	return readBack && Object.keys(fields).length ? await patch() : owner;
}
