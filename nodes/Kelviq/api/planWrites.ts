import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { exactlyOnce, type WriteNote } from '../../shared/vendor/exactlyOnce';
import type { Expectation } from '../../shared/vendor/expectation';
import { entityOf } from './response';
import { planPath, PLANS, UNKNOWN_PLAN, type Plan } from './plans';
import { kelviq } from './client';
import { ALREADY_ARCHIVED, sendDelete } from './delete';

/**
 * Creates a plan, which is a draft until it is published. Even if the list shows a plan of that name,
 * it is not certain that an unclear call created it, so the call is not repeated.
 * @param note what is kept of it for a second try: then an unclear end is told, and nothing is sent
 * @throws StepError
 */
export async function createPlan(
	context: IExecuteFunctions,
	body: IDataObject,
	note: WriteNote,
): Promise<Plan> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `The plan '${String(body.name)}' was not created`,
		whenUnclear:
			'It may have been created anyway: look for it in Kelviq before you run this item again',
	};
	const request = { method: 'POST', path: PLANS.path, body, ...expectation } as const;
	const send = async () =>
		entityOf<Plan>(await kelviq.request(context, request), 'identifier', expectation);
	return await exactlyOnce({ send, note, signal: context.getExecutionCancelSignal() });
}

/**
 * Sets fields of a plan's draft, which is opened if there is none; `fileKeys` are added to its files.
 * @returns the draft
 * @throws StepError
 */
export async function patchPlan(
	context: IExecuteFunctions,
	identifier: string,
	body: IDataObject,
	expectation: Expectation,
): Promise<Plan> {
	const response = await kelviq.request(context, {
		method: 'PATCH',
		path: planPath(identifier),
		body,
		repeatable: body.fileKeys === undefined,
		remedies: UNKNOWN_PLAN,
		...expectation,
	});
	return entityOf<Plan>(response, 'identifier', expectation);
}

/** Removes a plan and all its versions from the catalog. @throws StepError */
export async function archivePlan(context: IExecuteFunctions, identifier: string): Promise<void> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `Plan ${identifier} was not archived`,
		remedies: UNKNOWN_PLAN,
	};
	await sendDelete(context, planPath(identifier), expectation, ALREADY_ARCHIVED);
}

/** Permanently deletes the draft of a plan. @throws StepError */
export async function discardDraft(context: IExecuteFunctions, identifier: string): Promise<void> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `The draft of plan ${identifier} was not discarded`,
		remedies: {
			...UNKNOWN_PLAN,
			400: 'Check that the plan has a draft: a published plan gets one the next time it is changed',
		},
	};
	// Without a draft, the status is 400, or 404 if the plan has never been published.
	await sendDelete(context, `${planPath(identifier)}discard/`, expectation, [400, 404]);
}
