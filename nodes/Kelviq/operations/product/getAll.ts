import { listFields, wantedResults } from '../../../shared/node/listFields';
import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { textOf } from '../../../shared/text';
import { listProducts } from '../../api/products';

export const productGetAll: Operation = {
	resource: 'product',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many products',
		description: 'Get products from the catalog, without archived ones',
	},
	keepsFor: 0,
	fields: [
		...listFields,
		collection('Filters', 'filters', [
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				description: 'Text to find in the name, identifier, or description',
			},
		]),
	],

	async execute(itemIndex) {
		const search = textOf(this.getNodeParameter('filters.search', itemIndex, ''), 'Search');
		return await listProducts(this, search, wantedResults(this, itemIndex));
	},
};
