import type { Endpoint } from '../../vendor/types';
import { storageKey } from '../storageKey';
import { requireImage, requireProduct } from '../lookup';
import type { KelviqState } from '../state';

/** Deletes an image and its object; no other image becomes the thumbnail. */
export const deleteProductImage: Endpoint<KelviqState> = async (state, { params }) => {
	const product = requireProduct(state, params.product_pk);
	const image = requireImage(product, params.pk);
	product.images = product.images.filter((other) => other !== image);
	product.modifiedOn = new Date().toISOString();
	await state.storage.remove(state.bucket, storageKey(image.image));
	return { status: 204 };
};
