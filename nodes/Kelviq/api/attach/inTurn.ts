import { limiter } from '../../../shared/node/limit';
import type { Run } from '../../../shared/node/operation';

/**
 * Runs the tasks for one product or plan one after another, while those for others run in parallel:
 * changes are found by comparing with what was there before, which must not change in the meantime.
 */
export async function inTurn<Result>(
	run: Run,
	entity: string,
	task: () => Promise<Result>,
): Promise<Result> {
	const turns = await run.once(`turns of ${entity}`, async () => limiter(1));
	return await turns(task);
}
