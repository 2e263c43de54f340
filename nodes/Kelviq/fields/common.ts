import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../shared/errors';

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

/** The optional fields of a new entity; empty ones are omitted. */
export function additionalFields(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const fields = context.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject;
	const isGiven = (value: unknown) => value !== '' && value !== null && value !== undefined;
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value)));
}

/** The fields to set; an empty text clears the field. @throws StepError if there are none */
export function updateFields(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const fields = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
	const isGiven = (value: unknown) => value !== null && value !== undefined;
	const given = Object.entries(fields).filter(([, value]) => isGiven(value));
	if (given.length) return Object.fromEntries(given);
	throw inputError('there is nothing to update', "Add a field under 'Update Fields'");
}
