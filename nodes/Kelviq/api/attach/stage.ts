import type { IExecuteFunctions } from 'n8n-workflow';
import type { Run, Staged } from '../../../shared/node/operation';
import type { UploadFile } from '../../../shared/storage/uploadFile';
import { storeFiles } from '../send';
import { isNamed, type Part, type StoredFile } from './parts';

/**
 * Stores the files of an item, but for those that are there by their names.
 * @throws StepError with step `mint`, `input` or `transfer`, and the keys of what is stored
 */
export async function storedFiles(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
	there: Part[],
): Promise<Staged & { files: StoredFile[]; bytes: number }> {
	const isThere = (fileName: string) => there.some((part) => isNamed(part, fileName));
	const sent = await storeFiles(context, run, files, isThere);
	const stored = sent.filter(({ fileKey }) => fileKey);
	return {
		fileKeys: stored.map(({ fileKey }) => fileKey),
		files: stored.map(({ fileKey, fileName }) => ({ fileKey, fileName })),
		bytes: stored.reduce((sum, { fileSize }) => sum + fileSize, 0),
	};
}
