import { createHmac, randomBytes } from 'node:crypto';
import { newUuid, type WebhookEvent, type WebhookRules } from '../vendor/webhooks';
import type { CaseSummary } from './cases/types';

/**
 * KarmaCheck's webhooks, which Svix delivers: the key is what follows `whsec_`, decoded.
 * https://developer.karmacheck.com/background-check-api/reference/webhooks/webhooks-overview
 */
export const webhookRules: WebhookRules = {
	types: ['case.statuschange', 'casedata.statuschange'],
	newSecret: () => `whsec_${randomBytes(24).toString('base64')}`,
	newId: () => `msg_${randomBytes(20).toString('hex').slice(0, 27)}`,
	sign: (secret, content) => {
		const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
		return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
	},
	// The password that an endpoint was registered with is part of every event.
	envelope: ({ type, about }, { username, password }) => ({
		messageId: newUuid(),
		event: type,
		apiTrackingCode: null,
		apiTrackingUser: null,
		username,
		password,
		eventObject: about,
	}),
};

/** The event of a case whose status is another now. */
export const caseEvent = (one: CaseSummary): WebhookEvent => ({
	type: 'case.statuschange',
	about: {
		id: one.id,
		caseStatusId: one.caseStatusId,
		caseStatus: one.caseStatus,
		secondaryCaseStatusId: one.secondaryCaseStatusId ?? null,
		secondaryStatus: one.secondaryStatus ?? null,
		resultType: one.resultType,
		candidateId: one.candidateId ?? null,
		packageId: one.packageId,
		adverseActionStatusId: one.adverseActionStatusId ?? null,
		modStamp: one.modStamp,
	},
});

/** The event of a service in a case whose status is another now; abridged. */
export const serviceEvent = (one: CaseSummary, status = 'Complete'): WebhookEvent => ({
	type: 'casedata.statuschange',
	about: {
		id: newUuid(),
		description: 'County Criminal Search',
		caseId: one.id,
		serviceName: 'County Criminal Search',
		status,
		crStamp: one.crStamp,
		modStamp: one.modStamp,
		groupProfileId: one.groupProfileId,
		candidateId: one.candidateId ?? null,
		candidateEmail: one.candidateEmail ?? null,
	},
});
