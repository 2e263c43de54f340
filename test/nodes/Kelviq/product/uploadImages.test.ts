import { byId, pngItem, startBed, type Bed } from '../../../support/bed';
import { imagesItem, uploadImages } from '../catalogue';

const PATCH = 'PATCH /catalog/products/{pk}/';

describe('product / uploadImages', () => {
	let bed: Bed;

	beforeEach(async () => {
		bed = await startBed();
	});

	afterEach(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	const product = () => bed.kelviq.products[0]!;
	const names = () => product().images.map(({ name }) => name);
	const thumbnails = () =>
		product()
			.images.filter(({ thumbnail }) => thumbnail)
			.map(({ name }) => name);

	it('attaches all images of an item to the product in one call, and outputs it as it is then', async () => {
		const { items, error } = await uploadImages(bed, [imagesItem('front.png', 'back.png')]);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ id: product().id, name: 'Pro Suite' });
		expect(items[0]?.json.images).toEqual(product().images);
		const [front, back] = product().images;
		expect(items[0]?.json.uploadedImages).toEqual([
			{ id: front?.id, name: 'front.png', url: front?.image },
			{ id: back?.id, name: 'back.png', url: back?.image },
		]);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
		const { bucket } = bed.kelviq;
		const stored = await bed.storage.read(bucket, bed.kelviq.storageKey(front!.image));
		expect(stored.toString('latin1')).toBe('\x89PNG front.png');
	});

	it('keeps what is there, unless told otherwise', async () => {
		await uploadImages(bed);
		const { items } = await uploadImages(bed);

		expect(names()).toEqual(['front.png', 'front.png']);
		expect(items[0]?.json.uploadedImages).toEqual([
			expect.objectContaining({ id: product().images[1]?.id }),
		]);
	});

	it('leaves one copy of everything when run twice with replaceSameName', async () => {
		await uploadImages(bed, [imagesItem('other.png')]);
		const options = { existingImages: 'replaceSameName' };
		const twice = imagesItem('front.png', 'back.png');
		await uploadImages(bed, [twice], options);
		const first = product().images.map(({ id }) => id);
		const { items, error } = await uploadImages(bed, [twice], options);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['other.png', 'front.png', 'back.png']);
		expect(product().images.filter(({ id }) => first.includes(id))).toHaveLength(1);
		expect(items[0]?.json.images).toEqual(product().images);
		const objects = await bed.storage.keys(bed.kelviq.bucket);
		expect(objects.filter((key) => key.endsWith('front.png'))).toHaveLength(1);
	});

	it('deletes all others with replaceAll', async () => {
		await uploadImages(bed, [imagesItem('a.png', 'b.png')]);
		await uploadImages(bed, [imagesItem('c.png')], { existingImages: 'replaceAll' });

		expect(names()).toEqual(['c.png']);
		expect(thumbnails()).toEqual(['c.png']);
	});

	it('deletes nothing when the new images were not attached', async () => {
		await uploadImages(bed);
		bed.kelviq.script(PATCH, { status: 400, body: { imageKeys: ['Too many images.'] } });
		const { error } = await uploadImages(bed, undefined, { existingImages: 'replaceAll' });

		expect(error?.message).toMatch(
			/^The images are stored, but were not attached to product .+: Kelviq returned 400 “imageKeys: Too many images.”\. /,
		);
		expect(error?.context).toMatchObject({ step: 'attach', fileKeys: [expect.any(String)] });
		expect(names()).toEqual(['front.png']);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(2);
	});

	it('makes the first new image the thumbnail if asked', async () => {
		await uploadImages(bed);
		const images = imagesItem('new.png', 'newer.png');
		const { items } = await uploadImages(bed, [images], { setAsThumbnail: true });

		expect(thumbnails()).toEqual(['new.png']);
		expect(items[0]?.json.images).toEqual(product().images);
	});

	it('hands the thumbnail on to the image that replaces it', async () => {
		await uploadImages(bed, [imagesItem('a.png', 'b.png')]);
		const images = imagesItem('b.png', 'a.png');
		await uploadImages(bed, [images], { existingImages: 'replaceSameName' });

		expect(names()).toEqual(['b.png', 'a.png']);
		expect(thumbnails()).toEqual(['a.png']);
	});

	it('says that the new images are there when an old one cannot be deleted', async () => {
		await uploadImages(bed);
		bed.kelviq.script('DELETE /catalog/products/{product_pk}/image/{pk}/', {
			status: 403,
			body: { detail: 'No.' },
		});
		const { error } = await uploadImages(bed, undefined, { existingImages: 'replaceAll' });

		expect(error?.message).toMatch(
			/^The new images are on product .+, but the old 'front.png' was not deleted: Kelviq returned 403 “No\.”/,
		);
		expect(error?.context).toMatchObject({ step: 'attach' });
		expect(names()).toEqual(['front.png', 'front.png']);
	});

	it('attaches the items of one product together, and each tells its own images', async () => {
		bed.kelviq.latencyMs = 5;
		const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => imagesItem(`${name}.png`));
		const { items, error } = await uploadImages(bed, six, { concurrency: 6 });

		expect(error).toBeUndefined();
		expect(names()).toEqual(['a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'f.png']);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
		expect(items.map(({ json }) => json.uploadedImages)).toEqual(
			six.map((_, index) => [expect.objectContaining({ name: `${'abcdef'[index]}.png` })]),
		);
	});

	it('replaces only what was there before, not what another item of the run brings', async () => {
		await uploadImages(bed, [imagesItem('same.png')]);
		const two = [1, 2].map(() => imagesItem('same.png'));
		const { error } = await uploadImages(bed, two, { existingImages: 'replaceSameName' });

		expect(error).toBeUndefined();
		expect(names()).toEqual(['same.png', 'same.png']);
	});

	it('sends no byte for a product that does not exist', async () => {
		const { error } = await uploadImages(
			bed,
			undefined,
			{},
			'0d65f7c0-7e91-4f56-9b32-13a9a6a7c1de',
		);

		expect(error?.message).toMatch(/could not be read: Kelviq returned 404 “Not found\.”/);
		expect(error?.message).toContain('(a UUID), not its name or identifier');
		expect(bed.storage.requests).toEqual([]);
	});

	it('says what is missing when no product is chosen or no file is there', async () => {
		const parameters = { productId: byId('={{ "" }}'), binaryPropertyName: 'data' };
		const none = await bed.kelviqRun('product', 'uploadImages', {
			items: [pngItem()],
			parameters,
		});
		expect(none.error?.message).toContain("'Product' is empty");

		const { error } = await uploadImages(bed, [{ json: {} }]);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.kelviq.requests).toEqual([]);
	});

	it('reports each failed item with its step and its own keys when the node continues', async () => {
		bed.kelviq.script(PATCH, { status: 400, body: 'no' });
		const { items } = await bed.kelviqRun('product', 'uploadImages', {
			items: [pngItem('1', '1.png'), pngItem('2', '2.png')],
			parameters: {
				productId: byId(product().id),
				binaryPropertyName: 'data',
				options: { concurrency: 1 },
			},
			onError: 'continueRegularOutput',
		});

		expect(items.map(({ json }) => json)).toEqual(
			['1.png', '2.png'].map((name) => ({
				error: expect.stringContaining('“no”'),
				details: { step: 'attach', fileKeys: [expect.stringMatching(`^tmp/.+/${name}$`)] },
			})),
		);
	});
});
