import { randomUUID } from 'node:crypto';

import type { CaseSummary } from './types';
import { CASE_TYPE, invitationOf, resultOf, secondaryStatusOf, statusOf } from './vocabulary';

export interface Person {
	email: string;
	givenName: string;
	familyName: string;
}

export interface Order {
	person: Person;
	package: { id: string; name: string };
	orderedAt: Date;
	/** the user or API client who ordered */
	userId: string;
	/** the customer gave all the data, so that no candidate has to start */
	autoProcess?: boolean;
}

/** Which group of which company the cases belong to. */
export interface Owner {
	groupProfileId: string;
	groupName: string;
	companyId: string;
	companyName: string;
}

/** As KarmaCheck writes times. */
export const stampOf = (time: Date): string => time.toISOString().replace('Z', '+00:00');

/** A case as it is right after its order. */
export function orderedCase(owner: Owner, order: Order): CaseSummary {
	const { person, autoProcess = false } = order;
	const stamp = stampOf(order.orderedAt);
	return {
		id: randomUUID(),
		crStamp: stamp,
		modStamp: stamp,
		orderedStamp: stamp,
		crUserId: order.userId,
		...CASE_TYPE,
		...statusOf('Pending'),
		...resultOf('Open'),
		packageId: order.package.id,
		packageName: order.package.name,
		billingReferenceId: randomUUID(),
		serviceGroupId: randomUUID(),
		...owner,
		companyReadableName: owner.companyName,
		caseInvitationId: randomUUID(),
		invitationEmail: person.email,
		invitationGivenName: person.givenName,
		invitationFamilyName: person.familyName,
		isMinorCandidate: 0,
		hasParentalConsent: 0,
		isCustomerProvidedPii: autoProcess ? 1 : 0,
		archived: 0,
		...(autoProcess
			? { ...candidateOf(person), completedOnboardingStamp: stamp, beginProcessingStamp: stamp }
			: { ...secondaryStatusOf('Waiting for Authorization'), ...invitationOf('pending') }),
	};
}

/** The fields that a case has once the candidate is definitely known. */
export function candidateOf({ email, givenName, familyName }: Person) {
	return {
		candidateId: randomUUID(),
		candidateEmail: email,
		candidateGivenName: givenName,
		candidateFamilyName: familyName,
		...invitationOf('completed'),
	};
}

/** Removes a case from the active ones; a case that has not started, or is blocked, is canceled too. */
export function archive(one: CaseSummary): void {
	Object.assign(one, { archived: 1, modStamp: stampOf(new Date()) });
	if (one.secondaryStatus === 'Waiting for Authorization' || one.caseStatus === 'Blocked') {
		Object.assign(one, secondaryStatusOf('Canceled'), invitationOf('cancelled'));
	}
}
