import type { IExecuteFunctions } from 'n8n-workflow';
import { deletedOnce } from '../../shared/vendor/exactlyOnce';
import type { Expectation } from '../../shared/vendor/expectation';
import { kelviq } from './client';

/** What an archived product or plan answers to being archived. */
export const ALREADY_ARCHIVED = [400, 404];

/**
 * Deletes what the path names, once.
 * @param gone statuses that say, after an unclear end, that the attempt before has worked
 * @throws StepError
 */
export async function sendDelete(
	context: IExecuteFunctions,
	path: string,
	expectation: Expectation,
	gone?: number[],
): Promise<void> {
	const request = { method: 'DELETE', path, answer: 'none', ...expectation } as const;
	const signal = context.getExecutionCancelSignal();
	await deletedOnce(async () => await kelviq.request(context, request), signal, gone);
}
