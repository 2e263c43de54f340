import type { INodeProperties } from 'n8n-workflow';
import { collection } from '../../shared/node/collection';

const text = (
	displayName: string,
	name: string,
	description: string,
	placeholder?: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
	placeholder,
});

export const additionalFields: INodeProperties = collection(
	'Additional Fields',
	'additionalFields',
	[
		text(
			'API Tracking Code',
			'apiTrackingCode',
			'Your own reference, returned in webhooks and in the case',
		),
		text(
			'API Tracking User',
			'apiTrackingUser',
			'Your own name or ID for the user, returned in webhooks and in the case',
		),
		{
			displayName: 'Auto Process',
			name: 'autoProcess',
			type: 'boolean',
			default: false,
			description:
				"Whether to start at once with the data in 'Order Data' instead of emailing the candidate an invitation",
		},
		{
			displayName: 'Candidate Consent Provided',
			name: 'candidateConsentProvided',
			type: 'boolean',
			default: false,
			description: "Whether the candidate has consented, as 'Auto Process' requires",
		},
		{
			displayName: 'Disable Options',
			name: 'disableOptions',
			type: 'multiOptions',
			options: [
				{ name: 'Candidate Updates', value: 2 },
				{ name: 'Customer Notifications', value: 4 },
				{ name: 'Invitation', value: 1 },
			],
			default: [],
			description: 'Emails that KarmaCheck does not send for this case',
		},
		text(
			'Document IDs',
			'documentIds',
			'The secureDocumentIds of documents uploaded without a case, separated by commas',
		),
		text(
			'Exclude Services',
			'excludeServices',
			'IDs of services to leave out, separated by commas',
		),
		text('Middle Name', 'middleName', "The candidate's middle name"),
		text(
			'On Behalf Of',
			'onBehalfOf',
			'Email of the KarmaCheck user that the case is attributed to',
			'e.g. recruiter@example.com',
		),
		{
			displayName: 'Order Config (JSON)',
			name: 'orderConfig',
			type: 'json',
			default: '{}',
			description: 'Contacts and policies for the order',
		},
		{
			displayName: 'Order Data (JSON)',
			name: 'orderData',
			type: 'json',
			default: '[]',
			description: "List of the data that the checks use, as 'Auto Process' requires",
		},
		{
			displayName: 'Order Override',
			name: 'orderOverride',
			type: 'options',
			options: [
				{ name: 'Add Another Case', value: 'add' },
				{ name: 'Replace a Case', value: 'replace' },
			],
			default: 'add',
			description: 'What to do when the candidate already has an active case',
		},
		text('Phone', 'phone', "The candidate's phone number with country code", 'e.g. +14155550100'),
		text('Replace Case ID', 'replaceCaseId', "The ID of the case that 'Order Override' replaces"),
	],
);
