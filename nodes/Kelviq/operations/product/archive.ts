import type { Operation } from '../../../shared/node/operation';
import { chosenProduct, productIdField } from '../../fields/product';
import { archiveProduct } from '../../api/productWrites';

export const productArchive: Operation = {
	resource: 'product',
	option: {
		name: 'Archive',
		value: 'archive',
		action: 'Archive product',
		description: 'Remove a product and its plans from the catalog',
	},
	fields: [productIdField],

	async execute(itemIndex, run) {
		await archiveProduct(this, await chosenProduct(this, itemIndex, run));
		return { deleted: true };
	},
};
