import type { Endpoint } from '../../vendor/types';
import { newestFirst } from '../cases/lists';
import type { KarmaCheckState } from '../state';

/** Active and archived cases; none for a user or package that does not exist. */
export const listAllCases: Endpoint<KarmaCheckState> = (state, { query }) => {
	const { userId, packageId } = query;
	const cases = state.listLag.shown(state, state.cases, ({ id }) => id);
	const wanted = cases.filter(
		(one) =>
			(userId === undefined || one.crUserId === userId) &&
			(packageId === undefined || one.packageId === packageId),
	);
	return { json: { cases: newestFirst(wanted) } };
};
