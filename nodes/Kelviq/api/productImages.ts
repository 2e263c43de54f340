import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Expectation } from '../../shared/vendor/expectation';
import { uuidSegment } from '../../shared/vendor/path';
import { entityOf, partsOf } from './response';
import { productPath, type Product, type ProductImage } from './products';
import { kelviq } from './client';
import { sendDelete } from './delete';

const UNKNOWN_IMAGE = {
	404: "Check the image ID, and that the product's 'images' include it",
};

/** What identifies an image. */
export interface ImageRef {
	productId: string;
	imageId: string;
}

const imagePath = ({ productId, imageId }: ImageRef) =>
	`${productPath(productId)}image/${uuidSegment(imageId, 'Image ID', UNKNOWN_IMAGE[404])}/`;

/** Changes how an image is shown; a new thumbnail replaces the old one. @throws StepError */
export async function patchImage(
	context: IExecuteFunctions,
	image: ImageRef,
	body: IDataObject,
	expectation: Expectation,
): Promise<ProductImage> {
	const response = await kelviq.request(context, {
		method: 'PATCH',
		path: imagePath(image),
		body,
		repeatable: true,
		remedies: UNKNOWN_IMAGE,
		...expectation,
	});
	return entityOf<ProductImage>(response, 'id', expectation);
}

/** Permanently deletes an image. @throws StepError */
export async function deleteImage(
	context: IExecuteFunctions,
	image: ImageRef,
	expectation: Expectation,
): Promise<void> {
	await sendDelete(context, imagePath(image), { remedies: UNKNOWN_IMAGE, ...expectation });
}

/** @throws StepError if the product has none */
export function imagesOf(product: Product, expectation: Expectation): ProductImage[] {
	return partsOf<ProductImage>(product.images, 'images', expectation);
}
