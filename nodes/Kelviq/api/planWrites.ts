import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Expectation } from '../../shared/vendor/expectation';
import { entityOf } from './answer';
import { planPath, PLANS, UNKNOWN_PLAN, type Plan } from './plans';
import { kelviq } from './client';
import { ALREADY_ARCHIVED, sendDelete } from './delete';

/**
 * Makes a plan, which is a draft until it is published. Whether an unclear call made it is not
 * certain even when the list shows one of that name, so the call is not repeated.
 * @throws StepError
 */
export async function createPlan(context: IExecuteFunctions, body: IDataObject): Promise<Plan> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `The plan '${String(body.name)}' was not created`,
		whenUnclear:
			'It may have been created anyway: look for it in Kelviq before you run this item again',
	};
	const answer = await kelviq.request(context, {
		method: 'POST',
		path: PLANS.path,
		body,
		...expectation,
	});
	return entityOf<Plan>(answer, 'identifier', expectation);
}

/**
 * Sets fields of a plan's draft, which is opened if there is none; `fileKeys` are appended to its
 * files.
 * @returns the draft
 * @throws StepError
 */
export async function patchPlan(
	context: IExecuteFunctions,
	identifier: string,
	body: IDataObject,
	expectation: Expectation,
): Promise<Plan> {
	const answer = await kelviq.request(context, {
		method: 'PATCH',
		path: planPath(identifier),
		body,
		repeatable: body.fileKeys === undefined,
		remedies: UNKNOWN_PLAN,
		...expectation,
	});
	return entityOf<Plan>(answer, 'identifier', expectation);
}

/** Takes a plan with all its versions out of the catalogue. @throws StepError */
export async function archivePlan(context: IExecuteFunctions, identifier: string): Promise<void> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `Plan ${identifier} was not archived`,
		remedies: UNKNOWN_PLAN,
	};
	await sendDelete(context, planPath(identifier), expectation, ALREADY_ARCHIVED);
}

/** Deletes the draft of a plan for good. @throws StepError */
export async function discardDraft(context: IExecuteFunctions, identifier: string): Promise<void> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `The draft of plan ${identifier} was not discarded`,
		remedies: {
			...UNKNOWN_PLAN,
			400: 'Check that the plan has a draft: a published plan gets one the next time it is changed',
		},
	};
	// Without a draft the answer is 400, or 404 if the plan has never been published.
	await sendDelete(context, `${planPath(identifier)}discard/`, expectation, [400, 404]);
}
