import { sleep } from 'n8n-workflow';
import { StepError, toStepError } from '../errors';

const MAX_WRITES = 3;
const PAUSE_MS = 500;

/**
 * A write without an idempotency key, done once. If the outcome is unclear, `find` checks whether it
 * worked, and again after a pause since the work may still be in progress; the write is sent again
 * only if it did not.
 * @param find returns undefined if nothing of it is there
 * @throws what `find` throws, with the remedy of the write, or what the last write threw
 */
export async function exactlyOnce<Result>(
	write: () => Promise<Result>,
	find: () => Promise<Result | undefined>,
): Promise<Result> {
	let remedy = '';
	const check = async () =>
		await find().catch((thrown: unknown) => {
			// Just running the item again might do everything twice.
			throw new StepError({ ...toStepError(thrown), remedy });
		});
	for (let attempt = 1; ; attempt += 1) {
		let failure: StepError;
		try {
			return await write();
		} catch (thrown) {
			failure = toStepError(thrown);
		}
		// From the second attempt on, a refusal may mean that the first one worked after all.
		if (!failure.unclear && attempt === 1) throw failure;
		if (failure.unclear) ({ remedy } = failure);
		const found = await check();
		if (found !== undefined) return found;
		if (!failure.unclear || attempt === MAX_WRITES) throw failure;
		await sleep(PAUSE_MS * attempt);
		const foundLater = await check();
		if (foundLater !== undefined) return foundLater;
	}
}

/**
 * A deletion: repeated if the outcome is unclear. If there is then nothing to delete, the first
 * attempt did it.
 * @param gone the statuses that say so
 * @throws StepError
 */
export async function deletedOnce(sendDelete: () => Promise<unknown>, gone = [404]): Promise<void> {
	let mayBeDone = false;
	const write = async () => {
		try {
			await sendDelete();
		} catch (thrown) {
			const error = toStepError(thrown);
			if (!mayBeDone || !gone.includes(error.httpCode ?? 0)) {
				mayBeDone ||= error.unclear;
				throw toStepError(error);
			}
		}
		return true;
	};
	await exactlyOnce(write, async () => undefined);
}
