import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { choiceOf } from '../../shared/node/values';
import { textOf } from '../../shared/text';
import type { Coercion } from './common';

/** https://docs.kelviq.com/api-reference */
export const taxCodeField: INodeProperties = {
	displayName: 'Tax Code',
	name: 'taxCode',
	type: 'options',
	options: [
		{ name: 'Digital Graphic', value: 'digitalgraphic' },
		{ name: 'E-Book', value: 'ebook' },
		{ name: 'E-Service', value: 'eservice' },
		{ name: 'Information Service', value: 'informationservice' },
		{ name: 'SaaS', value: 'saas' },
		{ name: 'SaaS for Business', value: 'saas_business' },
		{ name: 'Software', value: 'software' },
		{ name: 'Training', value: 'training' },
		{ name: 'Video Content', value: 'videocontent' },
		{ name: 'Video Game', value: 'videogame' },
	],
	default: 'saas',
	description: 'The kind of product, for tax purposes',
};

const CODES = (taxCodeField.options as INodePropertyOptions[]).map(({ value }) => String(value));

/** @throws StepError with step `input` for a code that Kelviq does not have */
export const chosenTaxCode = (value: unknown): string =>
	choiceOf(value, 'Tax Code', CODES as [string, ...string[]]);

/** For the fields of a product that are given by name. */
export const taxCodeCoercion: Record<string, Coercion> = {
	taxCode: (value) => (textOf(value, 'Tax Code') ? chosenTaxCode(value) : undefined),
};
