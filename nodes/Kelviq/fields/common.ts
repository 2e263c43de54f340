import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { booleanOf, numberOf } from '../../shared/node/values';
import { textOf } from '../../shared/text';

export const descriptionOption: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'The description that customers see',
};

export const enabledOption: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether to show it to customers',
};

export const identifierOption: INodeProperties = {
	displayName: 'Identifier',
	name: 'identifier',
	type: 'string',
	default: '',
	placeholder: 'e.g. pro-monthly',
	description: 'Used in URLs and cannot be changed later; derived from the name if empty',
};

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Pro Suite',
	description: 'The name that customers see',
};

export const nameOption: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	description: 'The name to show',
};

export const orderingOption: INodeProperties = {
	displayName: 'Ordering',
	name: 'ordering',
	type: 'number',
	typeOptions: { numberPrecision: 0 },
	default: 0,
	description: 'Sort order, lowest first',
};

/** How a value that an expression may give becomes what the API takes; undefined leaves it out. */
export type Coercion = (value: unknown) => IDataObject[string] | undefined;

const whole = (value: unknown, field: string): number | undefined => {
	const number = numberOf(value, field);
	return number === undefined ? undefined : Math.trunc(number);
};

/** The fields that several resources have, by their names. */
const COERCIONS: Record<string, Coercion> = {
	description: (value) => textOf(value, 'Description'),
	enabled: (value) => booleanOf(value, 'Enabled', true),
	identifier: (value) => textOf(value, 'Identifier'),
	isVisible: (value) => booleanOf(value, 'Is Visible', true),
	name: (value) => textOf(value, 'Name'),
	ordering: (value) => whole(value, 'Ordering'),
	thumbnail: (value) => booleanOf(value, 'Thumbnail', true),
};

function coerced(fields: IDataObject, own: Record<string, Coercion>): IDataObject {
	const coercions = { ...COERCIONS, ...own };
	const entries = Object.entries(fields)
		.filter(([, value]) => value !== null && value !== undefined)
		.map(([name, value]) => [name, coercions[name] ? coercions[name](value) : value] as const);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/**
 * The optional fields of a new entity; those left empty are left out.
 * @throws StepError with step `input` for a value that its field cannot have
 */
export function additionalFields(
	context: IExecuteFunctions,
	itemIndex: number,
	own: Record<string, Coercion> = {},
): IDataObject {
	const fields = context.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject;
	const given = Object.entries(coerced(fields, own)).filter(([, value]) => value !== '');
	return Object.fromEntries(given);
}

/**
 * The fields to set; an empty text empties the field.
 * @throws StepError with step `input` when there are none, or for a value that its field cannot have
 */
export function updateFields(
	context: IExecuteFunctions,
	itemIndex: number,
	own: Record<string, Coercion> = {},
): IDataObject {
	const fields = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
	const given = coerced(fields, own);
	if (Object.keys(given).length) return given;
	throw nothingToUpdate();
}

export const nothingToUpdate = () =>
	inputError('there is nothing to update', "Add a field under 'Update Fields'");
