import type { Endpoint } from '../../vendor/types';
import { attach } from '../files';
import { requireProduct } from '../lookup';
import { addImages } from '../products';
import type { KelviqState } from '../state';

interface Body {
	name?: string;
	description?: string;
	taxCode?: string;
	imageKeys?: string[];
}

/** Changes fields and appends images; `fileKeys` are accepted and, as no response shows files, ignored. */
export const updateProduct: Endpoint<KelviqState> = async (state, { params, body }) => {
	const product = requireProduct(state, params.pk);
	const { name, description, taxCode, imageKeys } = body as Body;
	const images = await attach(state, 'imageKeys', imageKeys, 'products');
	addImages(product, images);
	product.name = name ?? product.name;
	product.description = description ?? product.description;
	product.taxCode = taxCode ?? product.taxCode;
	product.modifiedOn = new Date().toISOString();
	return { json: product };
};
