import type { Endpoint } from '../../vendor/types';
import { requireProduct } from '../lookup';
import type { KelviqState } from '../state';
import { publishedOf } from '../versions';

/** A product with the slugs of its published plans. */
export const getProduct: Endpoint<KelviqState> = (state, { params }) => {
	const product = requireProduct(state, params.pk);
	const plans = state.plans
		.filter((plan) => plan.product === product.id && !plan.archived && publishedOf(plan))
		.map(({ identifier }) => identifier);
	const images = state.listLag.shown(state, product.images, ({ image }) => image);
	return { json: { ...product, images, plans } };
};
