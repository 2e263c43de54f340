// The vendor's fixed names and ids; not all ids are UUIDs.
// https://developer.karmacheck.com/api-reference/cases

export const CASE_TYPE = {
	caseTypeId: 'cde61186-4f22-45f4-9e19-429061365bce',
	caseType: 'Background Check',
};

const STATUSES = {
	Pending: 'd894b8a0-937e-46b1-8799-15bad611844f',
	Blocked: '93827364-937e-46b1-8799-777366485997',
	Complete: '22334455-937e-46b1-8799-887766554433',
	Adjudicated: '47463524-937e-46b1-8799-873f63e7b402',
};

const SECONDARY_STATUSES = {
	'Waiting for Authorization': '8e0c9756-a42f-4a7d-b8e2-412a0f6b9dea',
	'Authorization in Progress': 'c5f240cb-5221-451c-8bd1-4be5bf348ce5',
	'Waiting for Parental Consent': 'b2c707af-091f-4d07-9546-4a1453f939e5',
	'Verifying Candidate Input': 'status-type-verifying-cand-input',
	'Reviewing Order': 'status-type-reviewing-order',
	Consider: 'status-type-consider',
	Canceled: '4155584b-708c-4108-86a8-8f3321b9b17c',
};

const RESULTS = {
	Open: '8c94f0d9-57c9-4c7b-be95-5ec309cff330',
	Placed: 'bbbd9fa2-598f-43f6-8363-b8b55e7aa777',
	'Pre-Adverse Action': '14bba02d-e6c7-45bf-a993-e28c306303c6',
	'Dispute Adverse Action': 'result-type-dispute-adverse',
	'Adverse Action': 'd082a629-5dff-4303-83ae-897776ebcb17',
};

const INVITATIONS = {
	pending: '3f5e6898-6641-4685-8ee0-1363b7e10c98',
	expired: 'b5af27f7-8a03-4820-b2bd-82587dcacf5b',
	completed: 'd1962405-dd97-48f2-bede-530c2895481f',
	cancelled: '0f6acacc-71c4-43ec-80fa-941ff71c0c16',
};

const ADVERSE_ACTIONS = {
	'Pre-Adverse': 'bb34dc52-4e3b-4baf-8e0b-b6603f9e2a84',
	Dispute: 'ebbcb8e0-a0e7-43fb-930e-e52db4032d47',
	Cancel: 'd61950cb-00aa-4839-9da5-0c97f236c813',
	Post: 'fb32cc36-7eb6-47fa-ad4a-2635e99f197a',
};

export type Status = keyof typeof STATUSES;
export type SecondaryStatus = keyof typeof SECONDARY_STATUSES;
export type Result = keyof typeof RESULTS;
export type Invitation = keyof typeof INVITATIONS;
export type Adverse = keyof typeof ADVERSE_ACTIONS;

/** Each gives the two fields of a name and its id. */
export const statusOf = (name: Status) => ({ caseStatus: name, caseStatusId: STATUSES[name] });

export const secondaryStatusOf = (name: SecondaryStatus) => ({
	secondaryStatus: name,
	secondaryCaseStatusId: SECONDARY_STATUSES[name],
});

export const resultOf = (name: Result) => ({ resultType: name, resultTypeId: RESULTS[name] });

export const invitationOf = (name: Invitation) => ({
	invitationStatusName: name,
	invitationStatusId: INVITATIONS[name],
});

export const adverseActionOf = (name: Adverse) => ({
	adverseActionStatusName: name,
	adverseActionStatusId: ADVERSE_ACTIONS[name],
});
