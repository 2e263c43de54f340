import type { IExecuteFunctions } from 'n8n-workflow';
import { collection } from '../../../shared/node/collection';
import type { Run, TargetOperation } from '../../../shared/node/operation';
import { booleanOf, choiceOf } from '../../../shared/node/values';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	ifNoFileOption,
	mimeTypeOption,
} from '../../../shared/node/fileFields';
import { isSkipped } from '../../../shared/storage/inputFields';
import { uploadFiles } from '../../../shared/storage/source';
import type { UploadFile } from '../../../shared/storage/uploadFile';
import { attachImages, lookAtProduct, type StagedImages } from '../../api/attach/images';
import { partsOfProduct } from '../../api/attach/productTarget';
import { storedFiles } from '../../api/attach/stage';
import { chosenProduct, productIdField } from '../../fields/product';

const EXISTING = ['keep', 'replaceAll', 'replaceSameName', 'skipSameName'] as const;

export const productUploadImages: TargetOperation<StagedImages> = {
	resource: 'product',
	option: {
		name: 'Upload Images',
		value: 'uploadImages',
		action: 'Upload product images',
		description: 'Upload one or more images and attach them to a product',
	},
	parallel: true,
	fields: [
		productIdField,
		binaryField,
		collection('Options', 'options', [
			concurrencyOption,
			{
				displayName: 'Existing Images',
				name: 'existingImages',
				type: 'options',
				options: [
					{ name: 'Keep', value: 'keep' },
					{ name: 'Replace All', value: 'replaceAll' },
					{ name: 'Replace Images With the Same Name', value: 'replaceSameName' },
					{ name: 'Skip Images With the Same Name', value: 'skipSameName' },
				],
				default: 'keep',
				description: 'What to do with existing images after the new ones are attached',
			},
			fileNameOption,
			ifNoFileOption,
			mimeTypeOption,
			{
				displayName: 'Set as Thumbnail',
				name: 'setAsThumbnail',
				type: 'boolean',
				default: true,
				description: "Whether to make the first new image the product's thumbnail",
			},
		]),
	],

	async target(itemIndex, run) {
		return isSkipped(this, itemIndex) ? undefined : await chosenProduct(this, itemIndex, run);
	},

	async stage(itemIndex, run, notes) {
		const productId = await chosenProduct(this, itemIndex, run);
		const option = (name: string) => this.getNodeParameter(`options.${name}`, itemIndex, '');
		const existing = choiceOf(option('existingImages'), 'Existing Images', EXISTING);
		const setAsThumbnail = booleanOf(option('setAsThumbnail'), 'Set as Thumbnail', false);
		const files = await uploadFiles(this, itemIndex);
		if (!files.length) return undefined;
		for (const file of files) await hintIfNoImage(this, run, file);
		// A wrong ID is noticed before gigabytes are sent.
		const product = await lookAtProduct(this, run, productId);
		const there = existing === 'skipSameName' ? partsOfProduct(product) : [];
		const staged = await storedFiles(this, run, files, { itemIndex, there, notes });
		return { ...staged, existing, setAsThumbnail };
	},

	async commit(commit) {
		return await attachImages(this, commit);
	},
};

/** A buyer's browser may not show it, but it may be meant: a hint, not a refusal. */
async function hintIfNoImage(
	context: IExecuteFunctions,
	run: Run,
	{ fileName, mimeType, decide }: UploadFile,
): Promise<void> {
	if (decide || mimeType.startsWith('image/')) return;
	await run.once(`hint at ${mimeType}`, async () => {
		context.addExecutionHints({
			type: 'warning',
			location: 'outputPane',
			message: `'${fileName}' is of type ${mimeType}, which is not an image. Check how Kelviq shows it`,
		});
	});
}
