import type { IExecuteFunctions } from 'n8n-workflow';
import { toStepError, type StepError } from '../errors';
import type { Memory } from './memory';
import type { Output, Run } from './operation';

/** A run under way. */
export interface Work {
	context: IExecuteFunctions;
	run: Run;
	memory: Memory;
	/** Items of the run. */
	count: number;
	/** The most that are worked on side by side. */
	atOnce: number;
	/** What items put out so far; one that has neither this nor failed puts out nothing. */
	outputs: Map<number, Output>;
	failed: Map<number, StepError>;
	/** Keys of files that are stored for a target which is not changed because another item failed. */
	held: string[];
}

/** Works on the items side by side, until one fails where that stops the node. */
export async function eachItem(
	{ context, run, failed, count, atOnce }: Work,
	task: (item: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count && !run.signal?.aborted) {
			if (failed.size && !context.continueOnFail()) return;
			const item = next;
			next += 1;
			await task(item).catch((thrown: unknown) => {
				failed.set(item, toStepError(thrown));
			});
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}
