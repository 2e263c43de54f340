import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { collection } from '../../shared/node/collection';
import { booleanOf, choiceOf, jsonOf, listOf } from '../../shared/node/values';
import { textOf } from '../../shared/text';

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

/** What 'Disable Options' stand for: a bit mask. */
const BITS = new Map([
	['invitation', 1],
	['candidate updates', 2],
	['customer notifications', 4],
]);

/**
 * The optional fields of a new case as the API names them; empty ones are left out.
 * @throws StepError with step `input` for a value that its field cannot have
 */
export function additionalBody(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const fields = context.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject;
	const override = textOf(fields.orderOverride, 'Order Override');
	const body: IDataObject = {
		...texts(fields, {
			apiTrackingCode: 'API Tracking Code',
			apiTrackingUser: 'API Tracking User',
			middleName: 'Middle Name',
			phone: 'Phone',
			replaceCaseId: 'Replace Case ID',
		}),
		...booleans(fields, {
			autoProcess: 'Auto Process',
			candidateConsentProvided: 'Candidate Consent Provided',
		}),
		orderOverride: override && choiceOf(override, 'Order Override', ['add', 'replace']),
		candidateDisclosuresAndAuthorizationDocumentIds: listOf(fields.documentIds, 'Document IDs'),
		excludeServices: listOf(fields.excludeServices, 'Exclude Services'),
		orderConfig: jsonOf(fields.orderConfig, 'Order Config'),
		orderData: jsonOf(fields.orderData, 'Order Data'),
		disableOptions: disabled(fields.disableOptions),
	};
	return Object.fromEntries(Object.entries(body).filter(([, value]) => !isEmpty(value)));
}

const texts = (fields: IDataObject, labels: Record<string, string>): IDataObject =>
	Object.fromEntries(
		Object.entries(labels).map(([name, label]) => [name, textOf(fields[name], label)]),
	);

const booleans = (fields: IDataObject, labels: Record<string, string>): IDataObject =>
	Object.fromEntries(
		Object.entries(labels)
			.filter(([name]) => textOf(fields[name], name) !== '')
			.map(([name, label]) => [name, booleanOf(fields[name], label, false)]),
	);

/** The mask of the options, given as numbers, names, a list of them, or the mask itself. */
function disabled(value: unknown): number {
	const field = 'Disable Options';
	return listOf(typeof value === 'number' ? [value] : value, field).reduce((mask, one) => {
		const bits = BITS.get(one.toLowerCase()) ?? Number(one);
		if (Number.isInteger(bits) && bits >= 0 && bits <= 7) return mask | bits;
		throw inputError(
			`'${field}' has '${one.slice(0, 100)}', which is not one of its choices`,
			"Use 'Invitation' (1), 'Candidate Updates' (2), or 'Customer Notifications' (4)",
		);
	}, 0);
}

/**
 * @returns the e-mail of the user that the case is attributed to, or ''
 * @throws StepError with step `input` for characters that a header cannot carry
 */
export function onBehalfOf(context: IExecuteFunctions, itemIndex: number): string {
	const value = context.getNodeParameter('additionalFields.onBehalfOf', itemIndex, '');
	const email = textOf(value, 'On Behalf Of');
	if (/^[\x21-\x7e]*$/.test(email)) return email;
	throw inputError(
		`'On Behalf Of' has characters that KarmaCheck cannot receive there: ${email.slice(0, 100)}`,
		'Enter an email address without spaces, accents or other special characters',
	);
}

function isEmpty(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
	return value === undefined || value === null || value === '' || value === 0;
}
