import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	mimeTypeOption,
} from '../../../shared/node/fileFields';
import { uploadFiles } from '../../../shared/storage/source';
import { attachImages, type ExistingImages } from '../../api/attach/images';

import { chosenProduct, productIdField } from '../../fields/product';
import { inTurn } from '../../api/attach/inTurn';
import { storeFiles } from '../../api/send';
import { getProduct } from '../../api/products';

export const productUploadImages: Operation = {
	resource: 'product',
	option: {
		name: 'Upload Images',
		value: 'uploadImages',
		action: 'Upload product images',
		description: 'Upload one or more images and attach them to a product',
	},
	parallel: true,
	fields: [
		productIdField,
		binaryField,
		collection('Options', 'options', [
			concurrencyOption,
			{
				displayName: 'Existing Images',
				name: 'existingImages',
				type: 'options',
				options: [
					{ name: 'Keep', value: 'keep' },
					{ name: 'Replace All', value: 'replaceAll' },
					{ name: 'Replace Images With the Same Name', value: 'replaceSameName' },
				],
				default: 'keep',
				description: 'What to do with existing images after the new ones are attached',
			},
			fileNameOption,
			mimeTypeOption,
			{
				displayName: 'Set as Thumbnail',
				name: 'setAsThumbnail',
				type: 'boolean',
				default: true,
				description: "Whether to make the first new image the product's thumbnail",
			},
		]),
	],

	async execute(itemIndex, run) {
		const productId = chosenProduct(this, itemIndex);
		const files = await uploadFiles(this, itemIndex);
		const option = (name: string) => this.getNodeParameter(`options.${name}`, itemIndex, '');
		// A wrong ID is noticed before gigabytes are sent.
		await run.once(`product ${productId}`, async () => await getProduct(this, productId));

		const fileKeys = await storeFiles(this, run, files);
		run.signal?.throwIfAborted();
		const stored = files.map(({ fileName }, index) => ({ fileKey: fileKeys[index]!, fileName }));
		return await inTurn(
			run,
			`product ${productId}`,
			async () =>
				await attachImages(this, productId, stored, {
					existingImages: option('existingImages') as ExistingImages,
					setAsThumbnail: option('setAsThumbnail') === true,
				}),
		);
	},
};
