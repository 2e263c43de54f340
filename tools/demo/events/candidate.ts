import { Failure } from '../../n8n/failure';
import type { Emulators } from '../../emulators';

/** A fictitious candidate with one active case. */
export interface Candidate {
	name: string;
	email: string;
	caseId: string;
}

/** The candidate of one of the seeded cases. */
export function candidateOf({ karmaCheck }: Emulators, index: number): Candidate {
	const one = karmaCheck.cases.find(({ id }) => id === karmaCheck.caseIds[index]);
	const email = one?.candidateEmail ?? one?.invitationEmail;
	if (!one || !email) throw new Failure(`There is no seeded case ${index} with an email.`);
	const name = email
		.split('@')[0]!
		.split('.')
		.map((part) => part.charAt(0).toUpperCase() + part.slice(1))
		.join(' ');
	return { name, email, caseId: one.id };
}
