import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { attachWithFields } from '../../api/attach/withFields';
import { productTarget } from '../../api/attach/images';
import { updateFields } from '../../fields/common';
import { chosenProduct, productIdField } from '../../fields/product';
import { productOptions, productValues } from '../../fields/productValues';
import { patchProduct } from '../../api/productWrites';

export const productUpdate: Operation = {
	resource: 'product',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update product',
		description: 'Change fields of a product, or add images that are already uploaded',
	},
	fields: [productIdField, collection('Update Fields', 'updateFields', productOptions)],

	async execute(itemIndex) {
		const productId = chosenProduct(this, itemIndex);
		const { fields, imageKeys } = productValues(updateFields(this, itemIndex));
		const patch = async () =>
			await patchProduct(this, productId, fields, {
				step: 'request',
				refusal: `Product ${productId} was not updated`,
			});
		if (!imageKeys.length) return await patch();
		return await attachWithFields(productTarget(this, productId, fields), imageKeys, fields, patch);
	},
};
