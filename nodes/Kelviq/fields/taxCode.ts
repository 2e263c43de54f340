import type { INodeProperties } from 'n8n-workflow';

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
