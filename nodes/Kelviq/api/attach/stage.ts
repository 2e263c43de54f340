import type { IExecuteFunctions } from 'n8n-workflow';
import type { Run, Staged } from '../../../shared/node/operation';
import type { UploadFile } from '../../../shared/storage/uploadFile';
import { storeFiles } from '../send';
import type { AttachNotes } from './attach';
import { isNamed, without, type Part, type StoredFile } from './parts';

/**
 * Stores the files of an item, but for those that are there by their names.
 * @param of what there is; what an earlier try has put there of another item was not there before the run
 * @throws StepError with step `mint`, `input` or `transfer`, and the keys of what is stored
 */
export async function storedFiles(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
	of: { itemIndex: number; there: Part[]; notes: AttachNotes },
): Promise<Staged & { files: StoredFile[]; bytes: number }> {
	const { itemIndex, there, notes } = of;
	const itemOf = (notes.itemOf ??= {});
	const ofOthers = Object.entries(notes.attached ?? {}).flatMap(([key, part]) =>
		part && (itemOf[key] ?? itemIndex) !== itemIndex ? [part] : [],
	);
	const before = without(there, ofOthers);
	const isThere = (fileName: string) => before.some((part) => isNamed(part, fileName));
	const sent = await storeFiles(context, run, files, isThere);
	const stored = sent.filter(({ fileKey }) => fileKey);
	for (const { fileKey } of stored) itemOf[fileKey] = itemIndex;
	return {
		fileKeys: stored.map(({ fileKey }) => fileKey),
		files: stored.map(({ fileKey, fileName }) => ({ fileKey, fileName })),
		bytes: stored.reduce((sum, { fileSize }) => sum + fileSize, 0),
	};
}
