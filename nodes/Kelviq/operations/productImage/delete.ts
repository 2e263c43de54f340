import type { Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { imageIdField } from '../../fields/imageId';
import { chosenProduct, productIdField } from '../../fields/product';
import { deleteImage } from '../../api/productImages';

export const productImageDelete: Operation = {
	resource: 'productImage',
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete product image',
		description: 'Permanently delete an image of a product',
	},
	fields: [productIdField, imageIdField],

	async execute(itemIndex, run) {
		const productId = await chosenProduct(this, itemIndex, run);
		const imageId = requiredText(this, 'imageId', itemIndex, 'Image ID');
		await deleteImage(
			this,
			{ productId, imageId },
			{
				step: 'request',
				refusal: `Image ${imageId} was not deleted`,
			},
		);
		return { deleted: true };
	},
};
