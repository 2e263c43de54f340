import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VendorContext } from '../../shared/vendor/request';
import type { Expectation } from '../../shared/vendor/expectation';
import { entityOf } from './answer';
import { deletedOnce } from '../../shared/vendor/exactlyOnce';
import { readPage, readPages, type Page, type PageRequest } from './pages';
import { kelviq } from './client';

/** The fields of a product that are used here; some more come along. */
export interface Product extends IDataObject {
	/** UUID; paths take nothing else. */
	id: string;
	identifier: string;
	name: string;
}

export interface ProductImage extends IDataObject {
	id: string;
	name: string | null;
	/** Address, or key in Kelviq's storage. */
	image: string;
	thumbnail: boolean;
}

const PATH = '/catalog/products/';

/** A product goes by its UUID alone, which its name and identifier are easily mistaken for. */
export const UNKNOWN_PRODUCT = {
	404: 'Choose the product from the list, or give its ID: a UUID, not its name or identifier',
};

export const productPath = (productId: string) => `${PATH}${encodeURIComponent(productId)}/`;

const productsRequest = (search: string): PageRequest => ({ path: PATH, name: 'products', search });

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
		refusal: `The product ${productId} could not be read`,
	},
): Promise<Product> {
	const path = productPath(productId);
	const answer = await kelviq(context, {
		method: 'GET',
		path,
		remedies: UNKNOWN_PRODUCT,
		...expectation,
	});
	return entityOf<Product>(answer, 'id', expectation);
}

/**
 * Makes a product. Nothing that it is made of is its own, so after an unclear end nobody can tell
 * whether it is there, and the call is not repeated.
 * @throws StepError
 */
export async function createProduct(
	context: IExecuteFunctions,
	body: IDataObject,
): Promise<Product> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `The product '${String(body.name)}' was not created`,
		whenUnclear:
			'It may be there all the same: look for it in Kelviq before you run this item again',
	};
	const answer = await kelviq(context, { method: 'POST', path: PATH, body, ...expectation });
	return entityOf<Product>(answer, 'id', expectation);
}

/**
 * Sets fields of a product; `imageKeys` are appended to its images.
 * @throws StepError
 */
export async function patchProduct(
	context: IExecuteFunctions,
	productId: string,
	body: IDataObject,
	expectation: Expectation,
): Promise<Product> {
	const answer = await kelviq(context, {
		method: 'PATCH',
		path: productPath(productId),
		body,
		repeatable: body.imageKeys === undefined,
		remedies: UNKNOWN_PRODUCT,
		...expectation,
	});
	return entityOf<Product>(answer, 'id', expectation);
}

/** Takes a product out of the catalogue, which cannot be undone here. @throws StepError */
export async function archiveProduct(context: IExecuteFunctions, productId: string): Promise<void> {
	const erase = async () =>
		await kelviq(context, {
			method: 'DELETE',
			path: productPath(productId),
			answer: 'text',
			headers: { Accept: 'application/json' },
			step: 'request',
			refusal: `The product ${productId} was not archived`,
			remedies: UNKNOWN_PRODUCT,
		});
	// A product that is archived already answers 400.
	await deletedOnce(erase, [400, 404]);
}
