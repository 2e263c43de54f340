import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VendorContext } from '../../shared/vendor/vendor';
import type { Expectation } from '../../shared/vendor/expectation';
import { uuidSegment } from '../../shared/vendor/path';
import { entityOf } from './response';
import { readPage, readPages, type Page, type PageRequest } from './pages';
import { kelviq } from './client';

/** The fields of a product that are used here; there are more. */
export interface Product extends IDataObject {
	/** UUID; paths accept nothing else. */
	id: string;
	identifier: string;
	name: string;
}

export interface ProductImage extends IDataObject {
	id: string;
	name: string | null;
	/** URL, or key in Kelviq's storage. */
	image: string;
	thumbnail: boolean;
}

export const PRODUCTS_PATH = '/catalog/products/';

/** A product is found by its UUID only, which is easily confused with its name or identifier. */
export const UNKNOWN_PRODUCT = {
	404: 'Choose the product from the list, or enter its ID (a UUID), not its name or identifier',
};

export const productPath = (productId: string) =>
	`${PRODUCTS_PATH}${uuidSegment(productId, 'Product', UNKNOWN_PRODUCT[404])}/`;

const productsRequest = (search: string): PageRequest => ({
	path: PRODUCTS_PATH,
	name: 'products',
	search,
});

/** The first products, without archived ones. @throws StepError */
export async function listProducts(
	context: VendorContext,
	search: string,
	wanted: number,
): Promise<Product[]> {
	return await readPages<Product>(context, productsRequest(search), wanted);
}

/** @throws StepError */
export async function productsPage(
	context: VendorContext,
	search: string,
	number: number,
): Promise<Page<Product>> {
	return await readPage<Product>(context, productsRequest(search), number);
}

/** A product with the identifiers of its published plans. @throws StepError */
export async function getProduct(
	context: IExecuteFunctions,
	productId: string,
	expectation: Expectation = {
		step: 'request',
		refusal: `Product ${productId} could not be read`,
	},
): Promise<Product> {
	const path = productPath(productId);
	const response = await kelviq.request(context, {
		method: 'GET',
		path,
		remedies: UNKNOWN_PRODUCT,
		...expectation,
	});
	return entityOf<Product>(response, 'id', expectation);
}
