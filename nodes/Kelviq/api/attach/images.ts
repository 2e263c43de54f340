import type { IExecuteFunctions } from 'n8n-workflow';
import { asInput } from '../../../shared/errors';
import type { Commit, Committed, Run, Staged } from '../../../shared/node/operation';
import type { Expectation } from '../../../shared/vendor/expectation';
import { deleteImage, imagesOf, patchImage } from '../productImages';
import { getProduct, type Product } from '../products';
import { attach, type AttachNotes } from './attach';
import { uploaded, type Part, type StoredFile } from './parts';
import { productTarget } from './productTarget';
import {
	deleteParts,
	namingOld,
	newcomersOf,
	replacements,
	takeovers,
	type Existing,
} from './replace';

/** The images of one item, stored. */
export interface StagedImages extends Staged {
	files: StoredFile[];
	/** How many bytes they have in all. */
	bytes: number;
	existing: Existing;
	setAsThumbnail: boolean;
}

/**
 * Puts the images of several items on a product and, if wanted, the old ones away: only once the new
 * are there, have taken over how the old were shown, and one of them is the thumbnail.
 * @throws StepError with step `attach`
 */
export async function attachImages(
	context: IExecuteFunctions,
	{ target: productId, items, valuesOf, notes, isComplete, isLast, run }: Commit<StagedImages>,
): Promise<Committed> {
	const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
	const target = productTarget(context, productId, { bytes });
	const { owner } = await attach(
		target,
		items.flatMap(({ files }) => files),
		notes,
	).catch(namingOld(items, notes));
	const { attached = {}, existing = [] } = notes as AttachNotes;
	const partsOfItem = ({ files }: StagedImages) =>
		files.flatMap(({ fileKey }) => attached[fileKey] ?? []);

	const newcomers = newcomersOf(items, attached);
	const now = target.partsOf(owner);
	const isReplacingAll = valuesOf('existingImages').includes('replaceAll');
	const replaced = replacements(
		newcomers,
		{ existing, now, isReplacingAll: isReplacingAll && isComplete },
		target.what,
	);
	if (isReplacingAll && isLast && !isComplete) hintAtOld(context, productId);
	const bodies = takeovers(replaced, now);
	const thumbnail = imagesOf(owner, target.expectation).find((image) => image.thumbnail);
	const heir = heirOf(
		items,
		partsOfItem,
		replaced.find(({ old }) => old.id === thumbnail?.id),
	);
	if (heir && heir.id !== thumbnail?.id) {
		bodies.set(heir.id, { ...bodies.get(heir.id), thumbnail: true });
	}
	const after = (what: string): Expectation => ({
		step: 'attach',
		refusal: `The new images are on product ${productId}${what}`,
	});
	for (const [imageId, body] of bodies) {
		const whole = after(', but are not shown as the old ones were');
		await patchImage(context, { productId, imageId }, body, whole);
	}
	const erase = async ({ id }: Part) =>
		await deleteImage(context, { productId, imageId: id }, after(''));
	await deleteParts(
		replaced.map(({ old }) => old),
		erase,
		after(''),
	);

	// Told from the answers: another call would only say the same.
	const images = imagesOf(owner, target.expectation)
		.filter(({ id }) => !replaced.some(({ old }) => old.id === id))
		.map((image) => ({
			...image,
			...bodies.get(image.id),
			...(heir ? { thumbnail: image.id === heir.id } : {}),
		}));
	// Only a product that was read comes with its plans.
	const looked = await lookAtProduct(context, run, productId).catch(() => ({}));
	return {
		target: { ...looked, ...owner, images },
		parts: items.map((item) => ({ uploadedImages: partsOfItem(item).map(uploaded) })),
	};
}

/** Tells the user that old images stay although all were to be replaced. */
function hintAtOld(context: IExecuteFunctions, productId: string): void {
	context.addExecutionHints({
		type: 'info',
		location: 'outputPane',
		message: `The old images of product ${productId} were kept, because not every item in this run has its images there`,
	});
}

/** A product as it was before anything was sent, read once a run. @throws StepError */
export async function lookAtProduct(
	context: IExecuteFunctions,
	run: Run,
	productId: string,
): Promise<Product> {
	return await run.once(
		`product ${productId}`,
		async () => await getProduct(context, productId).catch(asInput([404])),
	);
}

/** Which new image is to be the thumbnail: the first of an item that wants it, or that of a replaced one. */
function heirOf(
	items: StagedImages[],
	partsOfItem: (item: StagedImages) => Part[],
	lost: { by: Part | undefined } | undefined,
): Part | undefined {
	const wanted = items.find((item) => item.setAsThumbnail && partsOfItem(item).length);
	if (wanted) return partsOfItem(wanted)[0];
	return lost && (lost.by ?? items.flatMap(partsOfItem)[0]);
}
