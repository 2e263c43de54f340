import { StepError, toStepError } from '../errors';

/**
 * Sends several files and waits for all of them, even if one does not get through: what is stored
 * must be known before anyone decides what to do next.
 * @param run decides when it is a transfer's turn
 * @param transfer sends one file and returns the key it is stored under, '' if there was nothing to do
 * @returns the keys in the order of the files
 * @throws StepError of the first file that was not stored, with the keys of those that were
 */
export async function sendAll<File>(
	files: File[],
	run: { transfer: <T>(task: () => Promise<T>) => Promise<T> },
	transfer: (file: File, index: number) => Promise<string>,
): Promise<string[]> {
	const results = await Promise.allSettled(
		files.map(async (file, index) => await run.transfer(async () => await transfer(file, index))),
	);
	const stored = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
	const failed = results.find((result) => result.status === 'rejected');
	if (failed) throw withStored(toStepError(failed.reason), stored.filter(Boolean), files.length);
	return stored;
}

function withStored(error: StepError, fileKeys: string[], total: number): StepError {
	if (total === 1) return error;
	return new StepError({
		step: error.step,
		httpCode: error.httpCode,
		fileKeys,
		// Not true of the other files, which is what this message begins with.
		what: `${fileKeys.length} of ${total} files were stored. ${error.what.replace(/^Nothing was sent: /, '')}`,
		remedy: error.remedy,
	});
}
