import type { Endpoint } from '../../vendor/types';
import { paginate } from '../pagination';
import type { KelviqState } from '../state';

/** One page of products without archived ones; `search` covers name, identifier and description. */
export const listProducts: Endpoint<KelviqState> = (emulator, { query }) => {
	const search = (query.search ?? '').toLowerCase();
	const found = emulator.products
		.filter(({ id }) => !emulator.archivedProducts.has(id))
		.filter(({ name, identifier, description }) =>
			[name, identifier, description].some((text) => text.toLowerCase().includes(search)),
		);
	return { json: paginate(found, `${emulator.baseUrl}/catalog/products/`, query) };
};
