import type { Operation } from '../../../shared/node/operation';
import { chosenProduct, productIdField } from '../../fields/product';
import { getProduct } from '../../api/products';

export const productGet: Operation = {
	resource: 'product',
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get product',
		description: 'Get a product with its images and published plans',
	},
	keepsFor: 0,
	fields: [productIdField],

	async execute(itemIndex, run) {
		return await getProduct(this, await chosenProduct(this, itemIndex, run));
	},
};
