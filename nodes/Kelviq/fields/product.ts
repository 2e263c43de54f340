import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { listResult } from '../../shared/node/listSearch';
import { requiredText } from '../../shared/node/values';
import { productsPage } from '../api/products';

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

/** @throws StepError with step `input` if empty */
export function chosenProduct(context: IExecuteFunctions, itemIndex: number): string {
	const remedy = 'Choose a product or enter its ID';
	return requiredText(context, 'productId', itemIndex, 'Product', remedy);
}
