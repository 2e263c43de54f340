import type { Endpoint } from '../../vendor/types';
import { notFound } from '../answers';
import { requirePlan } from '../lookup';
import type { Plan, PlanVersion } from '../plans';
import type { KelviqState } from '../state';
import { newestOf, planJson, publishedOf } from '../versions';

type State = Parameters<Endpoint<KelviqState>>[0];

/** One version of a plan; which one without `?version=` is up to the state's `defaultVersion`. */
export const getPlan: Endpoint<KelviqState> = (state, { params, query }) => {
	const plan = requirePlan(state, params.identifier);
	if (query.version !== undefined) {
		const version = plan.versions.find((other) => other.version === Number(query.version));
		if (!version) throw notFound();
		return { json: asRead(state, plan, version) };
	}
	const published = state.defaultVersion === 'published' ? publishedOf(plan) : undefined;
	return { json: asRead(state, plan, published ?? newestOf(plan)) };
};

function asRead(state: State, plan: Plan, version: PlanVersion) {
	const files = state.listLag.shown(state, version.files, ({ file }) => file);
	return planJson(plan, { ...version, files }, state.baseUrl);
}
