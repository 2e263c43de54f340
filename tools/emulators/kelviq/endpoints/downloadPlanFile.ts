import type { Endpoint } from '../../vendor/types';
import { notFound } from '../answers';
import { storageKey } from '../storageKey';
import { requirePlan } from '../lookup';
import type { KelviqState } from '../state';

/** Redirects anybody who knows the id to a file of any version, including drafts. */
export const downloadPlanFile: Endpoint<KelviqState> = async (state, { params }) => {
	const plan = requirePlan(state, params.identifier);
	const files = plan.versions.flatMap((version) => version.files);
	const found = files.find(({ id }) => id === params.pk);
	if (!found) throw notFound();
	const location = await state.storage.presignGet({
		bucket: state.bucket,
		key: storageKey(found.file),
		expiresInSeconds: state.downloadExpiresInSeconds,
	});
	return { status: 302, headers: { Location: location } };
};
