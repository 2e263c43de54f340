import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { StepError, toNodeError, toStepError } from '../errors';
import { failedItem } from './failedItem';
import { limiter } from './limit';
import { FileItem, type Operation, type Output, type Run } from './operation';

/** Transfers at a time in a node run: by default, and at most. */
export const DEFAULT_CONCURRENCY = 4;
export const MAX_CONCURRENCY = 20;

/**
 * Runs the selected operation on all items: pairing, order, continue-on-fail, concurrency, and
 * cancellation are decided here and nowhere else.
 * @throws NodeApiError | NodeOperationError of the first item that failed, unless the node continues.
 */
export async function runOperation(
	context: IExecuteFunctions,
	operations: Operation[],
): Promise<INodeExecutionData[][]> {
	const operation = selected(context, operations);
	const items = context.getInputData();
	const atOnce = operation.parallel ? concurrency(context) : 1;
	const signal = context.getExecutionCancelSignal();
	const run: Run = { transfer: limiter(atOnce), once: onceByKey(), signal };
	const outputs: INodeExecutionData[][] = [];
	const failed = new Map<number, StepError>();

	let next = 0;
	const worker = async () => {
		while (next < items.length && !signal?.aborted) {
			if (failed.size && !context.continueOnFail()) return;
			const item = next;
			next += 1;
			try {
				outputs[item] = toItems(await operation.execute.call(context, item, run), item);
			} catch (thrown) {
				const error = toStepError(thrown);
				failed.set(item, error);
				outputs[item] = [failedItem(context, error, item)];
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));

	if (signal?.aborted) {
		// n8n recognizes a canceled execution by this word in the message.
		throw new NodeOperationError(context.getNode(), 'The execution was canceled');
	}
	if (failed.size && !context.continueOnFail()) {
		const first = Math.min(...failed.keys());
		const finished = Object.keys(outputs).map(Number);
		const error = failed.get(first) as StepError;
		throw toNodeError(
			context.getNode(),
			error,
			first,
			finished.filter((item) => !failed.has(item)),
		);
	}
	return [outputs.flat()];
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

function onceByKey(): Run['once'] {
	const values = new Map<string, unknown>();
	return async <T>(key: string, create: () => Promise<T>) => {
		if (!values.has(key)) {
			const value = create().catch((thrown: unknown) => {
				// If the cause may be temporary, the next item tries again.
				if (thrown instanceof StepError && (thrown.transient || thrown.unclear)) values.delete(key);
				throw thrown;
			});
			values.set(key, value);
		}
		return await (values.get(key) as Promise<T>);
	};
}

function toItems(output: Output, item: number): INodeExecutionData[] {
	// A class rather than a check for fields: a response may have its own 'json' and 'binary' fields.
	if (output instanceof FileItem) return [{ ...output, pairedItem: { item } }];
	return [output].flat().map((json) => ({ json, pairedItem: { item } }));
}
