import type { Endpoint } from '../../vendor/types';
import { invalid, notFound } from '../answers';
import { attach } from '../files';
import { requirePlan } from '../lookup';
import { addFiles, type License, type PlanFields } from '../plans';
import type { KelviqState } from '../state';
import { draftOf, newestOf, planJson } from '../versions';

type Body = Partial<Omit<PlanFields, 'license' | 'ordering'>> & {
	license?: Partial<License>;
	fileKeys?: string[];
};

/** Changes the draft, opening one if necessary, and appends files to it; the response is the draft. */
export const updatePlan: Endpoint<KelviqState> = async (state, { params, query, body }) => {
	const plan = requirePlan(state, params.identifier);
	if (query.version !== undefined) {
		const version = plan.versions.find((other) => other.version === Number(query.version));
		if (!version) throw notFound();
		// The documentation does not say what happens to changes to past versions.
		if (version !== newestOf(plan)) {
			throw invalid('version', ['Only the newest version can be changed.']);
		}
	}
	const { license, fileKeys, ...fields } = body as Body;
	const files = await attach(state, 'fileKeys', fileKeys, 'plans');
	const draft = draftOf(plan);
	addFiles(draft, files);
	Object.assign(draft, fields);
	Object.assign(draft.license, license);
	return { json: planJson(plan, draft, state.baseUrl) };
};
