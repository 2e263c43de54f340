import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { StepError } from '../errors';

/** Came with n8n 2.36, the first that sends items with `details` to the error output. */
const ROUTES_DETAILS = 'REDACTED' in n8nWorkflow;

/**
 * No top-level `error` on the item: n8n-core would replace its json by `{ error }`, and it routes
 * an item to the error output only if its json has no other keys than error, message and details;
 * an older one, than error and message.
 */
export function failedItem(
	context: IExecuteFunctions,
	error: StepError,
	item: number,
): INodeExecutionData {
	const { message } = error;
	const isRouted = context.getNode().onError === 'continueErrorOutput';
	const json =
		isRouted && !ROUTES_DETAILS
			? { error: message, message: error.description() }
			: { error: message, details: error.details() };
	return { json, pairedItem: { item } };
}
