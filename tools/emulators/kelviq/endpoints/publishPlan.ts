import type { Endpoint } from '../../vendor/types';
import { invalid, refused } from '../answers';
import { requirePlan } from '../lookup';
import type { KelviqState } from '../state';
import { newestOf, publish } from '../versions';

/** Makes the draft the version that buyers see. */
export const publishPlan: Endpoint<KelviqState> = (state, { params }) => {
	const plan = requirePlan(state, params.identifier);
	if (newestOf(plan).isLatest) throw refused(400, 'This plan version is already published.');
	if (!plan.hasPrice) {
		throw invalid('nonFieldErrors', ['Add a price to the plan before publishing it.']);
	}
	if (!plan.billingConnected) throw refused(428, 'The billing provider is not authenticated.');
	publish(plan);
	return { json: { status: 'published' } };
};
