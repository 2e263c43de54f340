import type { Endpoint } from '../../vendor/types';
import { invalid } from '../answers';
import { attach } from '../files';
import { addFiles, newPlan, type PlanFields } from '../plans';
import { freeSlug } from '../slug';
import type { KelviqState } from '../state';
import { newestOf, planJson } from '../versions';

type Body = Pick<PlanFields, 'name'> &
	Partial<PlanFields> & { product: string; identifier?: string; fileKeys?: string[] };

/** A plan with its first draft, which has no price yet. */
export const createPlan: Endpoint<KelviqState> = async (state, { body }) => {
	const { product, identifier, fileKeys, ...fields } = body as Body;
	const taken = () => state.plans.map((other) => other.identifier);
	if (!state.products.some(({ id }) => id === product) || state.archivedProducts.has(product)) {
		throw invalid('product', [`Invalid pk "${product}" - object does not exist.`]);
	}
	if (identifier !== undefined && taken().includes(identifier)) {
		throw invalid('identifier', ['plan with this identifier already exists.']);
	}
	const files = await attach(state, 'fileKeys', fileKeys, 'plans');
	const slug = identifier ?? freeSlug(fields.name, taken());
	const plan = newPlan({ identifier: slug, product }, fields);
	const draft = newestOf(plan);
	addFiles(draft, files);
	state.plans.push(plan);
	return { status: 201, json: planJson(plan, draft, state.baseUrl) };
};
