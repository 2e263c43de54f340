import { byId, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import {
	fileNames,
	imagesItem,
	PUBLISHED,
	uploadFiles,
	uploadImages,
} from '../../Kelviq/catalogue';

const PATCH = 'PATCH /catalog/products/{pk}/';
const PLAN_PATCH = 'PATCH /catalog/plans/{identifier}/';
const PUBLISH = 'POST /catalog/plans/{identifier}/publish/';

/** One file an item is what most nodes of n8n give. */
describe('several items for one product or plan', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(30);
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.storage.reset();
		await bed.kelviq.reset();
	});

	const product = () => bed.kelviq.products[0]!;
	const names = () => product().images.map(({ name }) => name);
	const one = (...files: string[]) => files.map((name) => imagesItem(name));
	/** The first file takes the longest. */
	const slowFirst = () => {
		for (const delayMs of [120, 80, 40]) bed.kelviq.script('POST /media/', { delayMs });
	};

	it('are in the order of the items, whichever transfer ends first, by one call', async () => {
		slowFirst();
		const { items, error } = await uploadImages(bed, one('1.png', '2.png', '3.png', '4.png'));

		expect(error).toBeUndefined();
		expect(names()).toEqual(['1.png', '2.png', '3.png', '4.png']);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
		expect(items.map(({ json }) => json.uploadedImages)).toEqual(
			product().images.map(({ id, name, image }) => [{ id, name, url: image }]),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
	});

	it('make the first image of the first item the thumbnail', async () => {
		await uploadImages(bed, one('old.png'));
		slowFirst();
		const options = { setAsThumbnail: true };
		const { items } = await uploadImages(bed, one('1.png', '2.png', '3.png'), options);

		const thumbnails = product().images.filter(({ thumbnail }) => thumbnail);
		expect(thumbnails.map(({ name }) => name)).toEqual(['1.png']);
		for (const { json } of items) expect(json).toMatchObject({ images: product().images });
	});

	it('replace all that was there before the run, and not each other', async () => {
		await uploadImages(bed, [imagesItem('old.png', 'older.png')]);
		const four = one('1.png', '2.png', '3.png', '4.png');
		const { items, error } = await uploadImages(bed, four, { existingImages: 'replaceAll' });

		expect(error).toBeUndefined();
		expect(names()).toEqual(['1.png', '2.png', '3.png', '4.png']);
		for (const { json } of items) {
			expect((json.images as object[]).map((image) => (image as { name: string }).name)).toEqual(
				names(),
			);
		}
	});

	it('keep two files of one name that come from two folders', async () => {
		await uploadFiles(bed, one('app.zip'));
		const two = one('mac/app.zip', 'win/app.zip');
		const { items, error } = await uploadFiles(bed, two, { existingFiles: 'replaceSameName' });

		expect(error).toBeUndefined();
		expect(fileNames(bed, PUBLISHED).slice(2)).toEqual(['app.zip', 'app.zip']);
		const ids = bed.kelviq
			.plan(PUBLISHED)
			.versions.at(-1)!
			.files.slice(2)
			.map(({ id }) => id);
		expect(items.map(({ json }) => json.uploadedFiles)).toEqual(
			ids.map((id) => [expect.objectContaining({ id })]),
		);
	});

	it('are published once, with all files', async () => {
		const { items, error } = await uploadFiles(bed, one('1.zip', '2.zip', '3.zip'), {
			publish: true,
		});

		expect(error).toBeUndefined();
		expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
		// One opens the draft.
		expect(bed.kelviq.callsTo(PLAN_PATCH)).toHaveLength(2);
		expect(bed.kelviq.plan(PUBLISHED).versions).toHaveLength(2);
		for (const { json } of items) expect(json).toMatchObject({ version: 2, published: true });
	});

	it('are changed target by target', async () => {
		const [suite, guide] = bed.kelviq.products;
		const { items, error } = await bed.kelviqRun('product', 'uploadImages', {
			items: [suite, guide, suite, guide].map((target, index) => ({
				...imagesItem(`${index}.png`),
				json: { id: target!.id },
			})),
			parameters: { productId: byId('={{ $json.id }}'), binaryPropertyName: 'f0' },
		});

		expect(error).toBeUndefined();
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(2);
		expect(suite!.images.map(({ name }) => name)).toEqual(['0.png', '2.png']);
		expect(guide!.images.map(({ name }) => name)).toEqual(['1.png', '3.png']);
		expect(items.map(({ json }) => json.identifier)).toEqual(
			[suite, guide, suite, guide].map((target) => target!.identifier),
		);
	});
});
