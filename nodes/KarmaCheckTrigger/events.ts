import type { INodePropertyOptions } from 'n8n-workflow';

/** https://developer.karmacheck.com/background-check-api/reference/webhooks/webhooks-overview */
export const events: INodePropertyOptions[] = [
	{
		name: 'Case Status Changed',
		value: 'case.statuschange',
		description: 'The status of a case changed',
	},
	{
		name: 'Service Status Changed',
		value: 'casedata.statuschange',
		description: 'The status of one of the checks in a case changed',
	},
];

export const caseStatuses: INodePropertyOptions[] = [
	{ name: 'Adjudicated', value: 'Adjudicated' },
	{ name: 'Blocked', value: 'Blocked' },
	{ name: 'Complete', value: 'Complete' },
	{ name: 'Pending', value: 'Pending' },
];
