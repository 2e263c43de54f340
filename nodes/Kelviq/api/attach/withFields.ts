import type { IDataObject } from 'n8n-workflow';
import { attach, type Attachable } from './attach';

/**
 * Attaches files by their keys in the call that sets other fields too.
 * @param patch sets the fields alone: for when the files turned out to be there although no answer
 * came, and the rest is not certain
 * @returns the product or plan afterwards
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
