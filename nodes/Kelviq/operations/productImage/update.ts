import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { enabledOption, nameOption, orderingOption, updateFields } from '../../fields/common';
import { imageIdField } from '../../fields/imageId';
import { chosenProduct, productIdField } from '../../fields/product';
import { patchImage } from '../../api/productImages';

export const productImageUpdate: Operation = {
	resource: 'productImage',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update product image',
		description: 'Change how an image of a product is shown',
	},
	fields: [
		productIdField,
		imageIdField,
		collection('Update Fields', 'updateFields', [
			enabledOption,
			nameOption,
			orderingOption,
			{
				displayName: 'Thumbnail',
				name: 'thumbnail',
				type: 'boolean',
				default: true,
				description: "Whether to make this the product's thumbnail, replacing the current one",
			},
		]),
	],

	async execute(itemIndex, run) {
		const productId = await chosenProduct(this, itemIndex, run);
		const imageId = requiredText(this, 'imageId', itemIndex, 'Image ID');
		return await patchImage(this, { productId, imageId }, updateFields(this, itemIndex), {
			step: 'request',
			refusal: `Image ${imageId} was not updated`,
		});
	},
};
