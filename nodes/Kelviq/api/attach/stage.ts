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
	const wanted = files.filter(({ fileName }) => !there.some((part) => isNamed(part, fileName)));
	const fileKeys = await storeFiles(context, run, wanted);
	return {
		fileKeys,
		files: wanted.map(({ fileName }, index) => ({ fileKey: fileKeys[index] ?? '', fileName })),
		bytes: wanted.reduce((sum, { fileSize }) => sum + fileSize, 0),
	};
}
