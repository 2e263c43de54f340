import { byId, startBed, type Bed } from '../../support/bed';
import { RETRIED } from '../../support/retried';
import { DRAFT, fileNames, imagesItem, PUBLISHED, uploadFiles, uploadImages } from './catalogue';

const PUBLISH = 'POST /catalog/plans/{identifier}/publish/';
const IMAGES = { existingImages: 'skipSameName' };
const FILES = { existingFiles: 'skipSameName' };

describe('skipSameName', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.storage.reset();
		await bed.kelviq.reset();
	});

	const product = () => bed.kelviq.products[0]!;
	const versions = () => bed.kelviq.plan(PUBLISHED).versions;
	const writes = () => bed.kelviq.requests.filter(({ method }) => method !== 'GET');

	it('makes the same release event change nothing the second time, for images', async () => {
		const release = [imagesItem('front.png'), imagesItem('back.png')];
		await uploadImages(bed, release, { ...IMAGES, setAsThumbnail: true });
		const before = structuredClone(product());
		bed.kelviq.requests.length = 0;
		const { items, error } = await uploadImages(bed, release, { ...IMAGES, setAsThumbnail: true });

		expect(error).toBeUndefined();
		expect(writes()).toEqual([]);
		expect(product()).toEqual(before);
		expect(items.map(({ json }) => json.uploadedImages)).toEqual([[], []]);
		for (const { json } of items) expect(json.images).toEqual(product().images);
	});

	it('makes the same release event change nothing the second time, for files that are published', async () => {
		const release = [imagesItem('a.zip'), imagesItem('b.zip')];
		await uploadFiles(bed, release, { ...FILES, publish: true });
		expect(versions()).toHaveLength(2);
		bed.kelviq.requests.length = 0;
		const { items, error } = await uploadFiles(bed, release, { ...FILES, publish: true });

		expect(error).toBeUndefined();
		expect(writes()).toEqual([]);
		expect(versions()).toHaveLength(2);
		expect(items.map(({ json }) => [json.uploadedFiles, json.published])).toEqual([
			[[], true],
			[[], true],
		]);
		expect(items[0]?.json.files).toHaveLength(4);
	});

	it('adds all of several files of one name, and none of them the second time', async () => {
		const photos = [imagesItem('image.png', 'image.png', 'image.png')];
		await uploadImages(bed, photos, IMAGES);
		await uploadImages(bed, photos, IMAGES);

		expect(product().images.map(({ name }) => name)).toEqual(Array(3).fill('image.png'));
	});

	it('does not take for there before what the first try of another item has attached', async () => {
		const items = [imagesItem('a.png'), imagesItem('a.png')];
		const again = { nodeSettings: RETRIED, onError: 'continueRegularOutput' as const };
		const parameters = { binaryPropertyName: 'f0' };
		// For the first item, one at a time: n8n runs a node that goes on again only where that one failed.
		const once = { status: 400, body: { detail: 'Not now.' } };
		bed.kelviq.script('POST /media/', once);
		await bed.kelviqRun('product', 'uploadImages', {
			...again,
			items,
			parameters: {
				...parameters,
				productId: byId(product().id),
				options: { ...IMAGES, concurrency: 1 },
			},
		});
		bed.kelviq.script('POST /media/', once);
		await bed.kelviqRun('plan', 'uploadFiles', {
			...again,
			items,
			parameters: {
				...parameters,
				planIdentifier: byId(PUBLISHED),
				options: { ...FILES, concurrency: 1 },
			},
		});

		expect(product().images.map(({ name }) => name)).toEqual(['a.png', 'a.png']);
		expect(fileNames(bed, PUBLISHED).slice(2)).toEqual(['a.png', 'a.png']);
	});

	it('adds only what is not there yet', async () => {
		await uploadImages(bed, [imagesItem('a.png')]);
		const { items } = await uploadImages(bed, [imagesItem('a.png', 'b.png')], IMAGES);
		const files = await uploadFiles(bed, [imagesItem('release-notes.txt', 'b.zip')], FILES);

		expect(product().images.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
		expect(items[0]?.json.uploadedImages).toEqual([expect.objectContaining({ name: 'b.png' })]);
		expect(fileNames(bed, PUBLISHED).slice(1)).toEqual(['release-notes.txt', 'b.zip']);
		expect(files.items[0]?.json.uploadedFiles).toEqual([
			expect.objectContaining({ name: 'b.zip' }),
		]);
	});

	it.each(['newest', 'published'] as const)(
		'tells that the newest version is not live, where a plan without version is the %s one',
		async (defaultVersion) => {
			bed.kelviq.defaultVersion = defaultVersion;
			await uploadFiles(bed, [imagesItem('a.zip')]);
			bed.kelviq.requests.length = 0;
			const { items, error } = await uploadFiles(bed, [imagesItem('a.zip')], FILES);

			expect(error).toBeUndefined();
			expect(writes()).toEqual([]);
			expect(items[0]?.json).toMatchObject({ version: 2, uploadedFiles: [], published: false });
		},
	);

	it.each(['newest', 'published'] as const)(
		'publishes a draft that holds it all already, where a plan without version is the %s one',
		async (defaultVersion) => {
			bed.kelviq.defaultVersion = defaultVersion;
			await uploadFiles(bed, [imagesItem('a.zip')]);
			const { items, error } = await uploadFiles(bed, [imagesItem('a.zip')], {
				...FILES,
				publish: true,
			});

			expect(error).toBeUndefined();
			expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
			expect(items[0]?.json).toMatchObject({ version: 2, uploadedFiles: [], published: true });
		},
	);

	it('publishes nothing where the newest version is live', async () => {
		const { items, error } = await uploadFiles(bed, [imagesItem('release-notes.txt')], {
			...FILES,
			publish: true,
		});

		expect(error).toBeUndefined();
		expect(writes()).toEqual([]);
		expect(items[0]?.json).toMatchObject({ version: 1, uploadedFiles: [], published: true });
	});

	it('says of a plan that was never published that it is not', async () => {
		await uploadFiles(bed, [imagesItem('a.zip')], {}, DRAFT);
		const { items } = await uploadFiles(bed, [imagesItem('a.zip')], FILES, DRAFT);

		expect(items[0]?.json).toMatchObject({ version: 1, uploadedFiles: [], published: false });
	});
});
