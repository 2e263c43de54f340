import { randomUUID } from 'node:crypto';

import type { Json } from '../vendor/types';

export type PlanFile = {
	id: string;
	/** the file's name until it is changed */
	name: string;
	/** URL on the CDN */
	file: string;
	ordering: number;
	enabled: boolean;
};

export type License = {
	enabled: boolean;
	activationLimit: number;
	activationLimitEnabled: boolean;
	durationUnit: 'DAY' | 'MONTH' | 'YEAR';
	durationValue: number;
	hasExpiry: boolean;
};

/** What a request may set and each version has separately. */
export type PlanFields = {
	name: string;
	description: string;
	metadata: { [key: string]: Json };
	isVisible: boolean;
	license: License;
	links: Array<{ name: string; url: string }>;
	ordering: number | null;
};

export type PlanVersion = PlanFields & {
	version: number;
	/** true for the published version only */
	isLatest: boolean;
	/** ids at the payment provider; empty until published */
	details: { [key: string]: string };
	/** ISO 8601 */
	createdOn: string;
	modifiedOn: string;
	files: PlanFile[];
};

export interface Plan {
	/** slug, the same in all versions */
	identifier: string;
	/** UUID of its product */
	product: string;
	/** without a price it cannot be published; the prices themselves are not emulated */
	hasPrice: boolean;
	/** whether the payment provider knows the account; publishing needs it */
	billingConnected: boolean;
	archived: boolean;
	/** oldest first, at least one; only the last can be a draft */
	versions: PlanVersion[];
}

/** A plan with its first draft. */
export function newPlan(
	{ identifier, product }: Pick<Plan, 'identifier' | 'product'>,
	fields: Pick<PlanFields, 'name'> & Partial<PlanFields>,
): Plan {
	const now = new Date().toISOString();
	const draft: PlanVersion = {
		description: '',
		metadata: {},
		isVisible: true,
		links: [],
		ordering: null,
		...fields,
		license: withDefaults(fields.license),
		version: 1,
		isLatest: false,
		details: {},
		createdOn: now,
		modifiedOn: now,
		files: [],
	};
	const common = { hasPrice: false, billingConnected: true, archived: false };
	return { identifier, product, ...common, versions: [draft] };
}

function withDefaults(license: Partial<License> = {}): License {
	return {
		enabled: false,
		activationLimit: 1,
		activationLimitEnabled: false,
		durationUnit: 'YEAR',
		durationValue: 1,
		hasExpiry: false,
		...license,
	};
}

/** Appends files under new ids. */
export function addFiles(version: PlanVersion, files: Array<{ name: string; url: string }>): void {
	for (const { name, url } of files) {
		const orderings = version.files.map(({ ordering }) => ordering);
		const ordering = Math.max(-1, ...orderings) + 1;
		version.files.push({ id: randomUUID(), name, file: url, ordering, enabled: true });
	}
}
