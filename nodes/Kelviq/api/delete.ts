import type { IExecuteFunctions } from 'n8n-workflow';
import { deletedOnce } from '../../shared/vendor/exactlyOnce';
import type { Expectation } from '../../shared/vendor/expectation';
import { kelviq } from './client';

/** What Kelviq returns if a product or plan is already archived. */
export const ALREADY_ARCHIVED = [400, 404];

/**
 * Deletes what the path names, once.
 * @param gone statuses that say, after an unclear outcome, that the previous attempt worked
 * @throws StepError
 */
export async function sendDelete(
	context: IExecuteFunctions,
	path: string,
	expectation: Expectation,
	gone?: number[],
): Promise<void> {
	const request = { method: 'DELETE', path, responseType: 'none', ...expectation } as const;
	const signal = context.getExecutionCancelSignal();
	await deletedOnce(async () => await kelviq.request(context, request), signal, gone);
}
