import type { CaseSummary } from './types';

/** The active cases of an email address, finished ones among them, newest first. */
export function activeCasesOf(cases: CaseSummary[], email: string): CaseSummary[] {
	const wanted = email.toLowerCase();
	return newestFirst(cases).filter(
		({ archived, invitationEmail, candidateEmail = '' }) =>
			!archived && [invitationEmail, candidateEmail].some((one) => one.toLowerCase() === wanted),
	);
}

/** By order date, then by the ids of the two statuses. */
export function newestFirst(cases: CaseSummary[]): CaseSummary[] {
	return cases.toSorted(
		(a, b) =>
			b.crStamp.localeCompare(a.crStamp) ||
			a.caseStatusId.localeCompare(b.caseStatusId) ||
			(a.secondaryCaseStatusId ?? '').localeCompare(b.secondaryCaseStatusId ?? ''),
	);
}
