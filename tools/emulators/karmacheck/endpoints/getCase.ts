import type { Endpoint } from '../../vendor/types';
import { requireCase } from '../access';
import type { KarmaCheckState } from '../state';

/** One case, as a list of one; 403 for unknown ids too. */
export const getCase: Endpoint<KarmaCheckState> = (state, { params }) => ({
	json: { cases: [requireCase(state, params.caseId ?? '', 'case')] },
});
