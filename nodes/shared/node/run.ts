import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { StepError } from '../errors';
import { seconds } from '../time';
import { failedItem } from './failedItem';
import { limiter } from './limit';
import { memoryOf, type Memory } from './memory';
import { toNodeError } from './nodeError';
import { onceByKey } from './once';
import { FileItem, type ItemOperation, type Operation, type Output, type Run } from './operation';
import { runOnTargets } from './targets';
import { eachItem, type Work } from './work';

/**
 * Transfers at a time in a node run: by default, and at most. 16 is the least with which many documents
 * clearly take less time than with n8n's HTTP Request nodes, in half of their memory
 * (docs/benchmarks.md).
 */
export const DEFAULT_CONCURRENCY = 16;
export const MAX_CONCURRENCY = 20;

/**
 * Runs the selected operation over all items: pairing, order, continue-on-fail, concurrency, second
 * tries and cancel are decided here and in the files beside, and nowhere else.
 * @param account whose work it is, if that is known
 * @throws NodeApiError | NodeOperationError of the first item that failed, unless the node continues.
 */
export async function runOperation(
	context: IExecuteFunctions,
	operations: Operation[],
	account: string | undefined,
): Promise<INodeExecutionData[][]> {
	const operation = selected(context, operations);
	const count = context.getInputData().length;
	const atOnce = operation.parallel ? concurrency(context) : 1;
	const signal = context.getExecutionCancelSignal();
	const memory = memoryOf(context, account, operation.lateOptions);
	const run: Run = {
		transfer: limiter(atOnce),
		once: onceByKey(),
		notes: memory.item,
		shared: memory.notes('run'),
		signal,
	};
	const ends = { outputs: new Map(), failed: new Map(), held: [] };
	const work: Work = { context, run, memory, count, atOnce, ...ends };

	if ('execute' in operation) await runOnItems(operation, work);
	else await runOnTargets(operation, work);

	if (signal?.aborted) {
		// n8n recognizes a canceled execution by this word in the message.
		throw new NodeOperationError(context.getNode(), 'The execution was canceled');
	}
	return [ended(work)];
}

async function runOnItems(operation: ItemOperation, work: Work): Promise<void> {
	const { context, run, memory, outputs } = work;
	await eachItem(work, async (item) => {
		const notes = memory.item(item);
		const { keepsFor = Infinity } = operation;
		const kept = notes.done as { output: Output; since: number } | undefined;
		if (kept && Date.now() - kept.since < seconds(keepsFor)) {
			outputs.set(item, kept.output);
			return;
		}
		const output = await operation.execute.call(context, item, run);
		outputs.set(item, output);
		if (keepsFor && !(output instanceof FileItem)) notes.done = { output, since: Date.now() };
	});
}

/** The output of the run, or its error, and the end of what is remembered of it. */
function ended({ context, memory, count, outputs, failed, held }: Work): INodeExecutionData[] {
	if (!failed.size) memory.forget();
	if (failed.size && !context.continueOnFail()) {
		const first = Math.min(...failed.keys());
		const error = failed.get(first) as StepError;
		const fileKeys = [...new Set([...error.fileKeys, ...held])];
		const finished = [...outputs.keys()].sort((a, b) => a - b);
		const place = { item: first, count, finished };
		throw toNodeError(context.getNode(), new StepError({ ...error, fileKeys }), place);
	}
	const items = [...outputs.keys(), ...failed.keys()].sort((a, b) => a - b);
	const data = items.flatMap((item) => {
		const error = failed.get(item);
		return error ? [failedItem(context, error, item)] : toItems(outputs.get(item) ?? [], item);
	});
	if (!isTriedAgain(context, memory, data)) memory.forget();
	return data;
}

/** Whether n8n runs the node again although it goes on: by the first item that the node puts out. */
function isTriedAgain(
	context: IExecuteFunctions,
	{ tries }: Memory,
	[first]: INodeExecutionData[],
): boolean {
	const { retryOnFail, maxTries } = context.getNode();
	// As n8n counts them, which takes 0 for its default.
	const most = Math.min(5, Math.max(2, maxTries || 3));
	return Boolean(retryOnFail && first?.json.error) && tries + 1 < most;
}

function selected(context: IExecuteFunctions, operations: Operation[]): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const value = context.getNodeParameter('operation', 0);
	const operation = operations.find((o) => o.resource === resource && o.option.value === value);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation '${String(value)}' for '${String(resource)}'. Choose one from the lists`,
	);
}

function concurrency(context: IExecuteFunctions): number {
	const wanted = Math.floor(
		Number(context.getNodeParameter('options.concurrency', 0, DEFAULT_CONCURRENCY)),
	);
	return Math.min(Math.max(wanted || DEFAULT_CONCURRENCY, 1), MAX_CONCURRENCY);
}

function toItems(output: Output, item: number): INodeExecutionData[] {
	// A class rather than a check for fields: a response may have its own 'json' and 'binary' fields.
	if (output instanceof FileItem) return [{ ...output, pairedItem: { item } }];
	return [output].flat().map((json) => ({ json, pairedItem: { item } }));
}
