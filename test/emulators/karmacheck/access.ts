import { forbidden } from './answers';
import type { KarmaCheckState } from './state';

/** Unknown cases and those of other groups are refused alike. */
export function requireCase({ caseIds }: KarmaCheckState, caseId: string): void {
	if (!caseIds.includes(caseId)) {
		throw forbidden(`You do not have access to documents for case ${caseId}`);
	}
}
