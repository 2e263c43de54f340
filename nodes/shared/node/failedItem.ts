import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { StepError } from '../errors';

/** Added in n8n 2.36, the first version that sends items with `details` to the error output. */
const ROUTES_DETAILS = 'REDACTED' in n8nWorkflow;

/**
 * No top-level `error` on the item: n8n-core would replace its json with `{ error }`. It routes an
 * item to the error output only if its json has no keys other than error, message, and details, or
 * in older versions only error and message.
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
