import type { Endpoint } from '../../vendor/types';
import { notFound } from '../answers';
import { requirePlan } from '../lookup';
import type { KelviqState } from '../state';
import { newestOf, planJson, publishedOf } from '../versions';

/** One version of a plan; which one without `?version=` is up to the state's `defaultVersion`. */
export const getPlan: Endpoint<KelviqState> = (state, { params, query }) => {
	const plan = requirePlan(state, params.identifier);
	if (query.version !== undefined) {
		const version = plan.versions.find((other) => other.version === Number(query.version));
		if (!version) throw notFound();
		return { json: planJson(plan, version, state.baseUrl) };
	}
	const published = state.defaultVersion === 'published' ? publishedOf(plan) : undefined;
	return { json: planJson(plan, published ?? newestOf(plan), state.baseUrl) };
};
