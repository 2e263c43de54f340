import { forbidden } from './answers';
import type { CaseSummary } from './cases/types';
import type { KarmaCheckState } from './state';

/** Unknown cases and those of other groups are refused in the same way. */
export function requireCase(
	{ cases }: KarmaCheckState,
	caseId: string,
	what: 'case' | 'documents for case',
): CaseSummary {
	const found = cases.find(({ id }) => id === caseId);
	if (!found) throw forbidden(`You do not have access to ${what} ${caseId}`);
	return found;
}
