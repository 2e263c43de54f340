import { randomUUID } from 'node:crypto';

import { archive, candidateOf, orderedCase, type Owner, stampOf } from './order';
import type { CaseSummary } from './types';
import { adverseActionOf, resultOf, secondaryStatusOf, statusOf } from './vocabulary';

type Package = { id: string; name: string };

/**
 * Six cases of three packages, one of them archived. The first candidate has not started, the
 * third case has an id that is not a UUID (the vendor's own examples have such ids), and the fourth
 * and fifth were ordered at the same time.
 */
export function seedCases(
	owner: Owner,
	[basic, driver, , health]: Package[],
	{ clientId, userId }: { clientId: string; userId: string },
): CaseSummary[] {
	const order = (name: string, ofPackage: Package | undefined, orderedAt: string, by: string) => {
		if (!ofPackage) throw new Error(`no package for ${name}`);
		const [givenName = '', familyName = ''] = name.split(' ');
		const email = `${givenName}.${familyName}@example.com`.toLowerCase();
		const person = { givenName, familyName, email };
		const details = { person, package: ofPackage, orderedAt: new Date(orderedAt), userId: by };
		return { one: orderedCase(owner, details), candidate: candidateOf(person) };
	};

	const waiting = order('Olivia Martin', basic, '2025-09-02T14:05:11Z', clientId);
	const examined = order('Noah Brown', health, '2025-08-20T09:30:00Z', clientId);
	const started = order('Emma Davis', driver, '2025-09-04T16:45:30Z', userId);
	const doubtful = order('Liam Wilson', driver, '2025-07-15T11:00:00Z', userId);
	const placed = order('Ava Thompson', basic, '2025-07-15T11:00:00Z', clientId);
	const canceled = order('Charlie Williams', basic, '2025-06-01T08:15:45Z', clientId);

	archive(canceled.one);
	return [
		waiting.one,
		finish({ ...examined.one, ...examined.candidate }, '2025-08-24T17:20:05Z'),
		{
			...started.one,
			...started.candidate,
			...secondaryStatusOf('Authorization in Progress'),
			id: `3edec2585-${randomUUID().slice(9)}`,
			beginOnboardingStamp: stampOf(new Date('2025-09-05T07:12:00Z')),
		},
		{
			...finish({ ...doubtful.one, ...doubtful.candidate }, '2025-07-19T10:00:00Z'),
			...secondaryStatusOf('Consider'),
			...resultOf('Pre-Adverse Action'),
			adverseActionId: randomUUID(),
			...adverseActionOf('Pre-Adverse'),
		},
		{
			...finish({ ...placed.one, ...placed.candidate }, '2025-07-18T13:37:00Z'),
			...statusOf('Adjudicated'),
			...resultOf('Placed'),
			apiTrackingCode: 'ats-4711',
			apiTrackingUser: 'recruiter@example.com',
		},
		{ ...canceled.one, modStamp: stampOf(new Date('2025-06-03T08:00:00Z')) },
	];
}

function finish(started: CaseSummary, finishedAt: string): CaseSummary {
	const one = { ...started };
	delete one.secondaryStatus;
	delete one.secondaryCaseStatusId;
	const stamp = stampOf(new Date(finishedAt));
	return {
		...one,
		...statusOf('Complete'),
		modStamp: stamp,
		completedOnboardingStamp: one.crStamp,
		beginProcessingStamp: one.crStamp,
		completedInitialProcessingStamp: stamp,
		completedLatestProcessingStamp: stamp,
	};
}
