import { sleep } from 'n8n-workflow';
import { StepError, toStepError } from '../errors';

const MAX_WRITES = 3;
const PAUSE_MS = 500;

/**
 * A write without idempotency key, done once. After an unclear end `find` tells whether it has
 * worked, a second time after a pause since the work may still be going on; only when it has not,
 * the write is sent again.
 * @param find gives undefined when nothing of it is there
 * @throws what `find` throws, with the remedy of the write, or what the last write threw
 */
export async function exactlyOnce<Result>(
	write: () => Promise<Result>,
	find: () => Promise<Result | undefined>,
): Promise<Result> {
	let remedy = '';
	const look = async () =>
		await find().catch((thrown: unknown) => {
			// Simply run again, the item might do everything twice.
			throw new StepError({ ...toStepError(thrown), remedy });
		});
	for (let attempt = 1; ; attempt += 1) {
		let failure: StepError;
		try {
			return await write();
		} catch (thrown) {
			failure = toStepError(thrown);
		}
		// From the second attempt on, a refusal may mean that the first has worked after all.
		if (!failure.unclear && attempt === 1) throw failure;
		if (failure.unclear) ({ remedy } = failure);
		const found = await look();
		if (found !== undefined) return found;
		if (!failure.unclear || attempt === MAX_WRITES) throw failure;
		await sleep(PAUSE_MS * attempt);
		const foundLater = await look();
		if (foundLater !== undefined) return foundLater;
	}
}

/**
 * A deletion: repeated after an unclear end, when being told that there is nothing to delete means
 * that the first attempt did it.
 * @param gone the statuses that say so
 * @throws StepError
 */
export async function deletedOnce(erase: () => Promise<unknown>, gone = [404]): Promise<void> {
	let mayBeDone = false;
	const write = async () => {
		try {
			await erase();
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
