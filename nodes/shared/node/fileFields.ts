import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from './run';

export const binaryField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: "Name of the field that holds the file, several separated by commas, * or a pattern such as attachment_*, or an expression such as {{ $('Form').item.binary.consent }}",
	typeOptions: { binaryDataProperty: true },
};

export const concurrencyOption: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY, numberPrecision: 0 },
	default: DEFAULT_CONCURRENCY,
	description: 'How many files to send at the same time, across all items',
};

export const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. disclosure.pdf',
	description: "Name to use instead of the file's own name",
};

export const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. disclosure.pdf',
	description: 'Name of the file, with its extension',
};

export const ifNoFileOption: INodeProperties = {
	displayName: 'If No File',
	name: 'ifNoFile',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail' },
		{ name: 'Skip Item', value: 'skip' },
	],
	default: 'fail',
	description:
		'What to do when an item holds none of the files: a skipped item uploads nothing and has no output',
};

export const mimeTypeOption: INodeProperties = {
	displayName: 'MIME Type',
	name: 'mimeType',
	type: 'string',
	default: '',
	placeholder: 'e.g. application/pdf',
	description: "File type to use instead of the file's own type",
};

export const outputBinaryField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the output field to put the file in',
};
