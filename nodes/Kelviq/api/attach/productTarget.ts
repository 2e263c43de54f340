import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Expectation } from '../../../shared/vendor/expectation';
import { imagesOf } from '../productImages';
import { getProduct, type Product } from '../products';
import { patchProduct } from '../productWrites';
import type { Attachable } from './attach';
import { partOf, type Part } from './parts';

/** @throws StepError when the product comes without */
export const partsOfProduct = (product: Product, expectation = READ): Part[] =>
	imagesOf(product, expectation).map((image) => partOf(image, image.image));

const READ: Expectation = { step: 'request', refusal: 'The images of the product are not known' };

/**
 * A product as a target to attach images to.
 * @param fields what else to set in the same call
 */
export function productTarget(
	context: IExecuteFunctions,
	productId: string,
	{ fields = {}, bytes }: { fields?: IDataObject; bytes: number },
): Attachable<Product> {
	const expectation: Expectation = {
		step: 'attach',
		refusal: `The images are stored, but were not attached to product ${productId}`,
		whenUnclear:
			"Check the product in Kelviq first. For any images that are missing, use 'Update' with their file keys",
		remedies: {
			400: "Correct the fields named in the message, then use 'Update' with the file keys, each of which can be used only once",
		},
	};
	const unread = `The images are stored, but product ${productId} could not be read`;
	return {
		what: `product ${productId}`,
		expectation,
		read: async () => await getProduct(context, productId, { step: 'attach', refusal: unread }),
		append: async (imageKeys) =>
			await patchProduct(context, productId, { ...fields, imageKeys }, { ...expectation, bytes }),
		partsOf: (product) => partsOfProduct(product, expectation),
		bytes,
		signal: context.getExecutionCancelSignal(),
	};
}
