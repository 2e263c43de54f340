import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { attachWithFields, UNKNOWN_BYTES } from '../../api/attach/withFields';
import { productTarget } from '../../api/attach/productTarget';
import { nothingToUpdate, updateFields } from '../../fields/common';
import { chosenProduct, productIdField } from '../../fields/product';
import { taxCodeCoercion } from '../../fields/taxCode';
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

	async execute(itemIndex, run) {
		const productId = await chosenProduct(this, itemIndex, run);
		const { fields, imageKeys } = productValues(updateFields(this, itemIndex, taxCodeCoercion));
		const isChanging = Object.keys(fields).length > 0;
		if (!imageKeys.length && !isChanging) throw nothingToUpdate();
		const patch = async () =>
			await patchProduct(this, productId, fields, {
				step: 'request',
				refusal: `Product ${productId} was not updated`,
			});
		if (!imageKeys.length) return await patch();
		const bytes = imageKeys.length * UNKNOWN_BYTES;
		return await attachWithFields(
			productTarget(this, productId, { fields, bytes }),
			imageKeys,
			run.notes(itemIndex),
			isChanging ? patch : undefined,
		);
	},
};
