import type { Endpoint } from '../../vendor/types';
import { paginate } from '../pagination';
import type { KelviqState } from '../state';
import { newestOf, planJson } from '../versions';

/** One page of plans in their newest version, without those that are archived or of archived products. */
export const listPlans: Endpoint<KelviqState> = (state, { query }) => {
	const plans = state.plans
		.filter(({ archived, product }) => !archived && !state.archivedProducts.has(product))
		.map((plan) => planJson(plan, newestOf(plan), state.baseUrl));
	return { json: paginate(plans, `${state.baseUrl}/catalog/plans/`, query) };
};
