import type { Endpoint } from '../../vendor/types';
import { requireImage, requireProduct } from '../lookup';
import type { ProductImage } from '../products';
import type { KelviqState } from '../state';

/** Changes what is shown of an image; a new thumbnail replaces the old one. */
export const updateProductImage: Endpoint<KelviqState> = (state, { params, body }) => {
	const product = requireProduct(state, params.product_pk);
	const image = requireImage(product, params.pk);
	const fields = body as Partial<Omit<ProductImage, 'id' | 'image'>>;
	if (fields.thumbnail) for (const other of product.images) other.thumbnail = false;
	Object.assign(image, fields);
	product.modifiedOn = new Date().toISOString();
	return { json: image };
};
