import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Expectation } from '../../shared/vendor/expectation';
import { entityOf } from './answer';
import { deletedOnce } from '../../shared/vendor/exactlyOnce';
import { planPath, PLANS, UNKNOWN_PLAN, type Plan } from './plans';
import { kelviq } from './client';

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
			'It may be there all the same: look for it in Kelviq before you run this item again',
	};
	const answer = await kelviq(context, { method: 'POST', path: PLANS.path, body, ...expectation });
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
	const answer = await kelviq(context, {
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
	// A plan that is archived already answers 400.
	await erased(context, planPath(identifier), {
		step: 'request',
		refusal: `The plan ${identifier} was not archived`,
		remedies: UNKNOWN_PLAN,
	});
}

/** Deletes the draft of a plan for good. @throws StepError */
export async function discardDraft(context: IExecuteFunctions, identifier: string): Promise<void> {
	// Without a draft the answer is 400, or 404 if the plan has never been published.
	await erased(context, `${planPath(identifier)}discard/`, {
		step: 'request',
		refusal: `The draft of the plan ${identifier} was not discarded`,
		remedies: {
			...UNKNOWN_PLAN,
			400: 'The plan may have no draft: one is opened by the next change of a published plan',
		},
	});
}

async function erased(
	context: IExecuteFunctions,
	path: string,
	expectation: Expectation,
): Promise<void> {
	const erase = async () =>
		await kelviq(context, {
			method: 'DELETE',
			path,
			answer: 'text',
			headers: { Accept: 'application/json' },
			...expectation,
		});
	await deletedOnce(erase, [400, 404]);
}
