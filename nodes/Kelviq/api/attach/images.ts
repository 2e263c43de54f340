import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Expectation } from '../../../shared/vendor/expectation';
import { deleteImage, imagesOf, patchImage } from '../productImages';
import { patchProduct } from '../productWrites';
import { getProduct, type Product } from '../products';
import { attach, type Attachable, type StoredFile } from './attach';
import type { Part } from './newParts';
import { partName } from './partName';

export type ExistingImages = 'keep' | 'replaceAll' | 'replaceSameName';

export interface ImageOptions {
	existingImages: ExistingImages;
	setAsThumbnail: boolean;
}

/**
 * A product as a target to attach images to.
 * @param fields what else to set in the same call
 */
export function productTarget(
	context: IExecuteFunctions,
	productId: string,
	fields: IDataObject = {},
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
			await patchProduct(context, productId, { ...fields, imageKeys }, expectation),
		partsOf: (product) =>
			imagesOf(product, expectation).map(({ id, name, image }) => {
				return { id, name: partName(name, image), url: image };
			}),
	};
}

/**
 * Attaches stored images to a product and, if requested, deletes the old ones, but only after the new
 * ones are there. If the thumbnail is replaced, a new image becomes the thumbnail.
 * @returns the product afterward, with the new images
 * @throws StepError with step `attach`
 */
export async function attachImages(
	context: IExecuteFunctions,
	productId: string,
	files: StoredFile[],
	{ existingImages, setAsThumbnail }: ImageOptions,
): Promise<IDataObject> {
	const target = productTarget(context, productId);
	const { owner, before, added } = await attach(target, files);
	const after = (what: string): Expectation => ({
		step: 'attach',
		refusal: `The new images are on product ${productId}, but ${what}`,
	});

	const images = imagesOf(owner, target.expectation);
	const replaced = before.filter(
		({ id, name }) => images.some((image) => image.id === id) && isReplaced(name),
	);
	function isReplaced(name: string): boolean {
		if (existingImages === 'replaceAll') return true;
		return existingImages === 'replaceSameName' && added.some((part) => part.name === name);
	}
	const thumbnail = images.find((image) => image.thumbnail);
	const lost = replaced.find(({ id }) => id === thumbnail?.id);
	const heir = setAsThumbnail ? added[0] : lost && successor(lost, added);
	if (heir && heir.id !== thumbnail?.id) {
		const body = { thumbnail: true };
		const image = { productId, imageId: heir.id };
		await patchImage(context, image, body, after('its thumbnail was not set'));
	}
	for (const { id, name } of replaced) {
		const image = { productId, imageId: id };
		await deleteImage(context, image, after(`the old '${name}' was not deleted`));
	}
	const left = images.filter(({ id }) => !replaced.some((part) => part.id === id));
	const known = {
		...owner,
		images: heir ? left.map((image) => ({ ...image, thumbnail: image.id === heir.id })) : left,
	};
	// Everything is done: if the item failed now, it would be run again and its images duplicated.
	const product =
		heir || replaced.length
			? await getProduct(context, productId, after('it could not be read')).catch(() => known)
			: owner;
	return { ...product, uploadedImages: added };
}

const successor = ({ name }: Part, added: Part[]) =>
	added.find((part) => part.name === name) ?? added[0];
