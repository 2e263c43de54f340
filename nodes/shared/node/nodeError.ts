import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { StepError } from '../errors';

/** Where in a run an item failed. */
export interface Place {
	/** From 0. */
	item: number;
	/** How many items the run has. */
	count: number;
	/** The items that are done. */
	finished: number[];
}

/** Counted from 1, as people do. */
function listed(items: number[]): string {
	const numbers = items.map((item) => item + 1);
	return numbers.length > 10 ? `${numbers.slice(0, 10).join(', ')} …` : numbers.join(', ');
}

const others = ({ length }: number[]): string =>
	`${length} other ${length === 1 ? 'item' : 'items'}`;

/**
 * The message of an item among others: it never says of the run what holds for the item. It ends with
 * what to do: n8n's editor puts its own number of the item there, which counts from 0.
 */
function messageOf({ message }: StepError, { item, count, finished }: Place): string {
	if (count === 1) return message;
	const done = finished.length ? ` (${finished.length} done)` : '';
	const own = message.replace(/^Nothing was sent:/, 'nothing was sent for it:');
	return [`Item ${item + 1} of ${count}${done}`, own].join(': ');
}

/**
 * The error that n8n shows. It contains only words chosen by this package: passing the original on
 * would save the request, with its token or signature, along with the execution.
 */
export function toNodeError(
	node: INode,
	error: StepError,
	place: Place,
): NodeApiError | NodeOperationError {
	const { item: itemIndex, finished } = place;
	const done = `Already completed and not rolled back: ${others(finished)} in this run (${listed(finished)}).`;
	const description = [error.description(), finished.length ? done : ''].filter(Boolean).join(' ');
	const message = messageOf(error, place);
	const nodeError = error.httpCode
		? new NodeApiError(
				node,
				{ message },
				{ message, description, httpCode: String(error.httpCode), itemIndex },
			)
		: new NodeOperationError(node, message, { description, itemIndex });
	// n8n replaces the message with a stock one if it contains a word such as ECONNRESET.
	nodeError.message = message;
	Object.assign(nodeError.context, error.details());
	return nodeError;
}
