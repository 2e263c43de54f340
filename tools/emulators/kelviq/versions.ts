import { randomUUID } from 'node:crypto';

import type { Json } from '../vendor/types';
import type { Plan, PlanVersion } from './plans';

/** The last version: the draft if there is one, otherwise the published one. */
export function newestOf({ identifier, versions }: Plan): PlanVersion {
	const newest = versions.at(-1);
	if (!newest) throw new Error(`${identifier} has no version`);
	return newest;
}

export function publishedOf({ versions }: Plan): PlanVersion | undefined {
	return versions.find(({ isLatest }) => isLatest);
}

/**
 * The version that takes a change. A published one is never changed: a draft is opened whose files
 * are copies, in the same order and with their own ids.
 */
export function draftOf(plan: Plan): PlanVersion {
	const newest = newestOf(plan);
	const now = new Date().toISOString();
	if (!newest.isLatest) {
		newest.modifiedOn = now;
		return newest;
	}
	const draft: PlanVersion = {
		...structuredClone(newest),
		version: newest.version + 1,
		isLatest: false,
		details: {},
		createdOn: now,
		modifiedOn: now,
		files: newest.files.map((file) => ({ ...file, id: randomUUID() })),
	};
	plan.versions.push(draft);
	return draft;
}

/** Makes the newest version the published one. */
export function publish(plan: Plan): void {
	const previous = publishedOf(plan);
	if (previous) previous.isLatest = false;
	const newest = newestOf(plan);
	newest.isLatest = true;
	newest.details = { stripeProductId: `prod_${randomUUID().replaceAll('-', '').slice(0, 14)}` };
	newest.modifiedOn = new Date().toISOString();
}

/** A file as the API shows it; `baseUrl` is the API's own. */
export function fileJson(
	{ identifier }: Plan,
	file: PlanVersion['files'][number],
	baseUrl: string,
) {
	const path = `/catalog/plans/${identifier}/file/${file.id}/download/`;
	return { ...file, downloadUrl: baseUrl + path };
}

/** One version of a plan as the API shows it. */
export function planJson(plan: Plan, version: PlanVersion, baseUrl: string): Json {
	return {
		identifier: plan.identifier,
		product: plan.product,
		...version,
		isImported: false,
		countries: [],
		files: version.files.map((file) => fileJson(plan, file, baseUrl)),
	};
}
