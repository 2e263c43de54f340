import type { Endpoint } from '../../vendor/types';
import type { KarmaCheckState } from '../state';

/** Every package of the group, by name. */
export const listPackages: Endpoint<KarmaCheckState> = ({ packages }) => ({
	json: { packages: packages.toSorted((a, b) => a.name.localeCompare(b.name)) },
});
