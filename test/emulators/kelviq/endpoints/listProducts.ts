import type { Endpoint } from '../../vendor/types';
import { paginate } from '../pagination';
import type { KelviqState } from '../state';

/** One page of products; `search` looks at name, identifier and description. */
export const listProducts: Endpoint<KelviqState> = ({ products, baseUrl }, { query }) => {
	const search = (query.search ?? '').toLowerCase();
	const found = products.filter(({ name, identifier, description }) =>
		[name, identifier, description].some((text) => text.toLowerCase().includes(search)),
	);
	return { json: paginate(found, `${baseUrl}/catalog/products/`, query) };
};
