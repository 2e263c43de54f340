import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Expectation } from '../../shared/vendor/expectation';
import { entityOf } from './answer';
import { kelviq } from './client';
import { ALREADY_ARCHIVED, sendDelete } from './delete';
import { productPath, PRODUCTS_PATH, UNKNOWN_PRODUCT, type Product } from './products';

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
			'It may have been created anyway: look for it in Kelviq before you run this item again',
	};
	const answer = await kelviq.request(context, {
		method: 'POST',
		path: PRODUCTS_PATH,
		body,
		...expectation,
	});
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
	const answer = await kelviq.request(context, {
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
	await sendDelete(
		context,
		productPath(productId),
		{
			step: 'request',
			refusal: `Product ${productId} was not archived`,
			remedies: UNKNOWN_PRODUCT,
		},
		ALREADY_ARCHIVED,
	);
}
