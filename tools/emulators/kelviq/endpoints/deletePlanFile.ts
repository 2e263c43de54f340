import type { Endpoint } from '../../vendor/types';
import { release } from '../files';
import { requireFile, requirePlan } from '../lookup';
import type { KelviqState } from '../state';
import { draftOf, newestOf } from '../versions';

/** Deletes a file of the newest version from the draft; buyers keep it until that is published. */
export const deletePlanFile: Endpoint<KelviqState> = async (state, { params }) => {
	const plan = requirePlan(state, params.identifier);
	const newest = newestOf(plan);
	const position = newest.files.indexOf(requireFile(newest, params.pk));
	const removed = draftOf(plan).files.splice(position, 1);
	await release(state, plan, removed);
	return { status: 204 };
};
