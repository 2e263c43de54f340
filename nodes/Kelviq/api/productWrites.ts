import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { exactlyOnce, type WriteNote } from '../../shared/vendor/exactlyOnce';
import type { Expectation } from '../../shared/vendor/expectation';
import { entityOf } from './response';
import { kelviq } from './client';
import { ALREADY_ARCHIVED, sendDelete } from './delete';
import { productPath, PRODUCTS_PATH, UNKNOWN_PRODUCT, type Product } from './products';

/**
 * Creates a product. None of the given values is unique, so after an unclear outcome nothing can tell
 * whether it was created, and the call is not repeated.
 * @param note what is kept of it for a second try: then an unclear end is told, and nothing is sent
 * @throws StepError
 */
export async function createProduct(
	context: IExecuteFunctions,
	body: IDataObject,
	note: WriteNote,
): Promise<Product> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `The product '${String(body.name)}' was not created`,
		whenUnclear:
			'It may have been created anyway: look for it in Kelviq before you run this item again',
	};
	const request = { method: 'POST', path: PRODUCTS_PATH, body, ...expectation } as const;
	const send = async () =>
		entityOf<Product>(await kelviq.request(context, request), 'id', expectation);
	return await exactlyOnce({ send, note, signal: context.getExecutionCancelSignal() });
}

/**
 * Sets fields of a product; `imageKeys` are added to its images.
 * @throws StepError
 */
export async function patchProduct(
	context: IExecuteFunctions,
	productId: string,
	body: IDataObject,
	expectation: Expectation,
): Promise<Product> {
	const response = await kelviq.request(context, {
		method: 'PATCH',
		path: productPath(productId),
		body,
		repeatable: body.imageKeys === undefined,
		remedies: UNKNOWN_PRODUCT,
		...expectation,
	});
	return entityOf<Product>(response, 'id', expectation);
}

/** Removes a product from the catalog, which cannot be undone here. @throws StepError */
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
