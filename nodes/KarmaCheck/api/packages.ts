import type { VendorContext } from '../../shared/vendor/vendor';
import { isObject, unexpected } from '../../shared/vendor/expectation';
import { karmaCheck } from './client';

/** A set of checks that can be ordered. */
export interface Package {
	id: string;
	name: string;
}

const LIST = { step: 'request', refusal: 'The packages could not be read' } as const;

/** The enabled packages of the credential's group, by name. @throws StepError */
export async function listPackages(context: VendorContext): Promise<Package[]> {
	const response = await karmaCheck.request(context, {
		method: 'GET',
		path: '/package/min/list',
		...LIST,
	});
	const packages = (response as { packages?: unknown } | null)?.packages;
	if (!Array.isArray(packages) || !packages.every(isObject)) {
		throw unexpected(LIST, 'the response contains no list of packages');
	}
	return (packages as unknown as Package[]).map(({ id, name }) => ({ id, name }));
}
