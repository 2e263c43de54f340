import type { Endpoint } from '../../vendor/types';
import { newestFirst } from '../cases/lists';
import type { KarmaCheckState } from '../state';

/** The active cases of the group, all at once. */
export const listCases: Endpoint<KarmaCheckState> = (state) => {
	const cases = state.listLag.shown(state, state.cases, ({ id }) => id);
	return { json: { cases: newestFirst(cases).filter(({ archived }) => !archived) } };
};
