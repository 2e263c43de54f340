import type { Endpoint } from '../../vendor/types';
import { invalid } from '../answers';
import { attach } from '../files';
import { addImages, newProduct } from '../products';
import { freeSlug } from '../slug';
import type { KelviqState } from '../state';

interface Body {
	name: string;
	taxCode: string;
	identifier?: string;
	description?: string;
	imageKeys?: string[];
}

/** A product with its images; the slug is derived from the name unless it is given. */
export const createProduct: Endpoint<KelviqState> = async (state, { body }) => {
	const { name, taxCode, identifier, description = '', imageKeys } = body as Body;
	const taken = () => state.products.map((other) => other.identifier);
	if (identifier !== undefined && taken().includes(identifier)) {
		throw invalid('identifier', ['product with this identifier already exists.']);
	}
	const files = await attach(state, 'imageKeys', imageKeys, 'products');
	const slug = identifier ?? freeSlug(name, taken());
	const product = newProduct({ identifier: slug, name, description, taxCode });
	addImages(product, files);
	state.products.push(product);
	return { status: 201, json: product };
};
