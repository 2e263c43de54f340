import type { Endpoint } from '../../vendor/types';
import { notFound, refused } from '../answers';
import type { KelviqState } from '../state';

/** Hides a product permanently; its images stay. */
export const archiveProduct: Endpoint<KelviqState> = (state, { params }) => {
	const product = state.products.find(({ id }) => id === params.pk);
	if (!product) throw notFound();
	if (state.archivedProducts.has(product.id)) throw refused(400, 'Product is already archived.');
	state.archivedProducts.add(product.id);
	return { status: 204 };
};
