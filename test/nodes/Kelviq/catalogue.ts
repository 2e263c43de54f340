import type { INodeParameters } from 'n8n-workflow';
import type { TestItem } from '../../engine';
import { byId, png, type Bed } from '../../support/bed';

/** The plans that the emulator starts with. */
export const PUBLISHED = 'pro-suite-desktop';
export const DRAFT = 'field-guide-2nd-edition';
export const WITHOUT_FILES = 'icon-pack-single';

/** One item with images of these names. */
export function imagesItem(...names: string[]): TestItem {
	const files = names.map((name, index) => [`f${index}`, png(name, name)]);
	return { files: Object.fromEntries(files) };
}

/** The fields of such an item. */
export function fieldsOf(item: TestItem | undefined): string {
	return Object.keys(item?.files ?? {}).join(',') || 'data';
}

/** Uploads images to a product, by default to the first and with one image. */
export async function uploadImages(
	bed: Bed,
	items: TestItem[] = [imagesItem('front.png')],
	options: INodeParameters = {},
	productId = bed.kelviq.products[0]!.id,
) {
	return await bed.kelviqRun('product', 'uploadImages', {
		items,
		parameters: {
			productId: byId(productId),
			binaryPropertyName: fieldsOf(items[0]),
			options,
		},
	});
}

/** Uploads files to a plan, by default to the published one and with one file. */
export async function uploadFiles(
	bed: Bed,
	items: TestItem[] = [imagesItem('build.zip')],
	options: INodeParameters = {},
	identifier = PUBLISHED,
) {
	return await bed.kelviqRun('plan', 'uploadFiles', {
		items,
		parameters: {
			planIdentifier: byId(identifier),
			binaryPropertyName: fieldsOf(items[0]),
			options,
		},
	});
}

/** Stores a file and returns its temporary key. */
export async function storedKey(bed: Bed, name = 'stored.png'): Promise<string> {
	const { items } = await bed.uploadMedia({ items: [{ files: { data: png(name, name) } }] });
	return String(items[0]?.json.fileKey);
}

/** Names of a plan's files in its newest version. */
export function fileNames(bed: Bed, identifier: string): string[] {
	return bed.kelviq
		.plan(identifier)
		.versions.at(-1)!
		.files.map(({ name }) => name);
}
