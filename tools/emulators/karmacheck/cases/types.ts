import type { Adverse, Invitation, Result, SecondaryStatus, Status } from './vocabulary';

/** A boolean as KarmaCheck writes it. */
export type Flag = 0 | 1;

/** What the case calls return about a case; absent fields are left out, never null. */
export interface CaseSummary {
	id: string;
	/** e.g. 2024-04-05T19:21:27.000+00:00, like every other stamp */
	crStamp: string;
	/** who ordered the case: a user, or the API client */
	crUserId: string;
	caseTypeId: string;
	caseType: string;
	caseStatusId: string;
	caseStatus: Status;
	secondaryCaseStatusId?: string;
	secondaryStatus?: SecondaryStatus;
	resultType: Result;
	resultTypeId: string;
	modStamp: string;
	/** the candidate fields are missing until the candidate starts */
	candidateId?: string;
	candidateEmail?: string;
	candidateGivenName?: string;
	candidateFamilyName?: string;
	packageName: string;
	packageId: string;
	billingReferenceId?: string;
	groupProfileId: string;
	groupName: string;
	caseInvitationId: string;
	invitationEmail: string;
	invitationGivenName?: string;
	invitationFamilyName?: string;
	invitationStatusId?: string;
	invitationStatusName?: Invitation;
	companyId: string;
	companyName: string;
	companyReadableName: string;
	serviceGroupId?: string;
	isMinorCandidate: Flag;
	hasParentalConsent: Flag;
	isCustomerProvidedPii: Flag;
	archived: Flag;
	adverseActionId?: string;
	adverseActionStatusName?: Adverse;
	adverseActionStatusId?: string;
	apiTrackingCode?: string;
	apiTrackingUser?: string;
	orderedStamp: string;
	beginOnboardingStamp?: string;
	completedOnboardingStamp?: string;
	beginProcessingStamp?: string;
	completedInitialProcessingStamp?: string;
	completedLatestProcessingStamp?: string;
}
