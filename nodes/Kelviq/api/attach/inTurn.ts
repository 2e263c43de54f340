import { limiter } from '../../../shared/node/limit';
import type { Run } from '../../../shared/node/operation';

/**
 * Runs the tasks of one product or plan after each other, while those of others go on side by side:
 * a change is told from what was there before, which nobody else may change meanwhile.
 */
export async function inTurn<Result>(
	run: Run,
	entity: string,
	task: () => Promise<Result>,
): Promise<Result> {
	const turns = await run.once(`turns of ${entity}`, async () => limiter(1));
	return await turns(task);
}
