import type { Endpoint } from '../../vendor/types';
import { notFound, refused } from '../answers';
import type { KelviqState } from '../state';

/** Hides all versions of a plan permanently; their files stay. */
export const archivePlan: Endpoint<KelviqState> = (state, { params }) => {
	const plan = state.plans.find(({ identifier }) => identifier === params.identifier);
	if (!plan) throw notFound();
	if (plan.archived) throw refused(400, 'Plan is already archived.');
	plan.archived = true;
	return { status: 204 };
};
