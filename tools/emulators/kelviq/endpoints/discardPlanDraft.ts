import type { Endpoint } from '../../vendor/types';
import { refused } from '../answers';
import { release } from '../files';
import { requirePlan } from '../lookup';
import type { KelviqState } from '../state';
import { newestOf } from '../versions';

/** Deletes the draft with the files that only it has; a plan that was never published goes too. */
export const discardPlanDraft: Endpoint<KelviqState> = async (state, { params }) => {
	const plan = requirePlan(state, params.identifier);
	const draft = newestOf(plan);
	if (draft.isLatest) throw refused(400, 'The plan is already published and cannot be discarded.');
	plan.versions.pop();
	if (plan.versions.length === 0) state.plans.splice(state.plans.indexOf(plan), 1);
	await release(state, plan, draft.files);
	return { status: 204 };
};
