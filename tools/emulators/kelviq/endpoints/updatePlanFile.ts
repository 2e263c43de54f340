import type { Endpoint } from '../../vendor/types';
import { notFound } from '../answers';
import { requireFile, requirePlan } from '../lookup';
import type { PlanFile } from '../plans';
import type { KelviqState } from '../state';
import { draftOf, fileJson, newestOf } from '../versions';

/** Changes what is shown of a file of the newest version, on a draft and so under a new id. */
export const updatePlanFile: Endpoint<KelviqState> = (state, { params, body }) => {
	const plan = requirePlan(state, params.identifier);
	const newest = newestOf(plan);
	const position = newest.files.indexOf(requireFile(newest, params.pk));
	const file = draftOf(plan).files[position];
	if (!file) throw notFound();
	Object.assign(file, body as Partial<Pick<PlanFile, 'name' | 'ordering' | 'enabled'>>);
	return { json: fileJson(plan, file, state.baseUrl) };
};
