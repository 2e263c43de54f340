import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { booleanOf, choiceOf, jsonOf, listOf } from '../../shared/node/values';
import { textOf } from '../../shared/text';

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
