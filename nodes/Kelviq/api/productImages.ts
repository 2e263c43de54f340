import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Expectation } from '../../shared/vendor/expectation';
import { entityOf, partsOf } from './answer';
import { deletedOnce } from '../../shared/vendor/exactlyOnce';
import { productPath, type Product, type ProductImage } from './products';
import { kelviq } from './client';

const UNKNOWN_IMAGE = {
	404: "Check that the image ID is one of the product's 'images', and the product that it belongs to",
};

const imagePath = (productId: string, imageId: string) =>
	`${productPath(productId)}image/${encodeURIComponent(imageId)}/`;

/** Sets what is shown of an image; a new thumbnail takes the place of the old. @throws StepError */
export async function patchImage(
	context: IExecuteFunctions,
	productId: string,
	imageId: string,
	body: IDataObject,
	expectation: Expectation,
): Promise<ProductImage> {
	const answer = await kelviq(context, {
		method: 'PATCH',
		path: imagePath(productId, imageId),
		body,
		repeatable: true,
		remedies: UNKNOWN_IMAGE,
		...expectation,
	});
	return entityOf<ProductImage>(answer, 'id', expectation);
}

/** Deletes an image for good. @throws StepError */
export async function deleteImage(
	context: IExecuteFunctions,
	productId: string,
	imageId: string,
	expectation: Expectation,
): Promise<void> {
	const erase = async () =>
		await kelviq(context, {
			method: 'DELETE',
			path: imagePath(productId, imageId),
			answer: 'text',
			headers: { Accept: 'application/json' },
			remedies: UNKNOWN_IMAGE,
			...expectation,
		});
	await deletedOnce(erase);
}

/** @throws StepError when the product comes without */
export function imagesOf(product: Product, expectation: Expectation): ProductImage[] {
	return partsOf<ProductImage>(product.images, 'images', expectation);
}
