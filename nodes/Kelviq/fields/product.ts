import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { listResult } from '../../shared/node/listSearch';
import type { Run } from '../../shared/node/operation';
import { idIn, locatorMode, requiredText } from '../../shared/node/values';
import { listProducts, productsPage } from '../api/products';

const ID_IN_URL =
	'^https?:\\/\\/\\S*?([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})';

export const productIdField: INodeProperties = {
	displayName: 'Product',
	name: 'productId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The product in the catalog',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a product…',
			typeOptions: { searchListMethod: 'searchProducts', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://app.kelviq.com/products/0d65f7c0-7e91-4f56-9b32-13a9a6a7c1de',
			extractValue: { type: 'regex', regex: ID_IN_URL },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${ID_IN_URL}.*`,
						errorMessage: 'This URL contains no product ID',
					},
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0d65f7c0-7e91-4f56-9b32-13a9a6a7c1de',
		},
		{
			displayName: 'By Identifier',
			name: 'identifier',
			type: 'string',
			placeholder: 'e.g. pro-suite',
			hint: 'The short name of the product that its URLs contain',
		},
	],
};

/** Kelviq itself searches by name, identifier and description, page by page. */
export async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listResult(this, async () => {
		const number = Number(paginationToken ?? 1);
		const { entries, more } = await productsPage(this, filter?.trim() ?? '', number);
		return {
			results: entries.map(({ id, name, identifier }) => {
				return { name: `${name} – ${identifier}`, value: id };
			}),
			paginationToken: more ? String(number + 1) : undefined,
		};
	});
}

/** @throws StepError with step `input` if there is none */
export async function chosenProduct(
	context: IExecuteFunctions,
	itemIndex: number,
	{ once }: Run,
): Promise<string> {
	const remedy = 'Choose a product or enter its ID';
	const text = requiredText(context, 'productId', itemIndex, 'Product', remedy);
	if (locatorMode(context, 'productId', itemIndex) !== 'identifier') {
		return idIn(text, 'Product', ID_IN_URL);
	}
	return await once(`product identified by ${text}`, async () => await idOf(context, text));
}

async function idOf(context: IExecuteFunctions, identifier: string): Promise<string> {
	const found = await listProducts(context, identifier, Infinity);
	const product = found.find((one) => one.identifier === identifier);
	if (product) return product.id;
	throw inputError(
		`no product has the identifier '${identifier.slice(0, 100)}'`,
		'Check the identifier, or choose the product from the list',
	);
}
