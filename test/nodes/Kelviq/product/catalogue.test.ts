import { byId, startBed, type Bed } from '../../../support/bed';
import { imagesItem, storedKey, uploadImages } from '../catalogue';

describe('the products of the catalog', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	beforeEach(() => {
		bed.kelviq.requests.length = 0;
	});

	const product = () => bed.kelviq.products[0]!;
	const run = async (operation: string, parameters = {}) =>
		await bed.kelviqRun('product', operation, {
			parameters: { productId: byId(product().id), ...parameters },
		});

	it('are created with everything the API takes, and images by their keys', async () => {
		const imageKey = await storedKey(bed);
		const { items, error } = await run('create', {
			name: 'Field Kit',
			taxCode: 'software',
			additionalFields: { identifier: 'kit', description: 'Tools.', imageKeys: imageKey },
		});

		expect(error).toBeUndefined();
		const made = bed.kelviq.products.at(-1);
		expect(made).toMatchObject({
			identifier: 'kit',
			name: 'Field Kit',
			taxCode: 'software',
			description: 'Tools.',
			images: [{ name: 'stored.png' }],
		});
		expect(items[0]?.json).toEqual(made);
	});

	it('are created without the fields that are left empty', async () => {
		await run('create', {
			name: 'Plain',
			taxCode: 'ebook',
			additionalFields: { identifier: '', description: '', imageKeys: '' },
		});

		const [call] = bed.kelviq.callsTo('POST /catalog/products/');
		expect(call?.body).toEqual({ name: 'Plain', taxCode: 'ebook' });
	});

	it('are never created twice: after an unclear response the user is told where to check', async () => {
		const before = bed.kelviq.products.length;
		bed.kelviq.script('POST /catalog/products/', { destroy: true, after: true });
		const imageKeys = [await storedKey(bed)];
		const { error } = await run('create', {
			name: 'Once',
			taxCode: 'saas',
			additionalFields: { imageKeys },
		});

		expect(bed.kelviq.products).toHaveLength(before + 1);
		expect(error?.message).toMatch(/^The product 'Once' was not created: .+ look for it in Kelviq/);
		expect(error?.context).toMatchObject({ step: 'request', fileKeys: imageKeys });
	});

	it('are read with their published plans', async () => {
		const { items } = await run('get');

		expect(items[0]?.json).toEqual({ ...product(), plans: ['pro-suite-desktop'] });
	});

	it.each([
		[
			'url',
			(id: string) => `https://app.kelviq.com/products/${id.toUpperCase()}/edit?tab=1`,
			(id: string) => id.toUpperCase(),
		],
		['url', (id: string) => `https://app.kelviq.com/catalog?product=${id}`, (id: string) => id],
		['id', (id: string) => ` ${id} `, (id: string) => id],
	])('are found by %s', async (mode, valueOf, expected) => {
		const value = valueOf(product().id);
		await run('get', { productId: { __rl: true, mode, value } });

		expect(bed.kelviq.requests[0]?.path).toContain(`/products/${expected(product().id)}/`);
	});

	it('are told apart from names and identifiers when there is no such product', async () => {
		const { error } = await run('get', { productId: byId('pro-suite') });

		expect(error?.message).toContain("Nothing was sent: 'Product' is 'pro-suite'");
		expect(error?.message).toContain('enter its ID (a UUID)');
	});

	it('are updated in the given fields alone, which may be emptied', async () => {
		const { items, error } = await run('update', {
			updateFields: { description: '', taxCode: 'training' },
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			name: 'Pro Suite',
			description: '',
			taxCode: 'training',
		});
		const [call] = bed.kelviq.callsTo('PATCH /catalog/products/{pk}/');
		expect(call?.body).toEqual({ description: '', taxCode: 'training' });
	});

	it('are updated again after an unclear response, since that sets the same values', async () => {
		bed.kelviq.script('PATCH /catalog/products/{pk}/', { status: 502, body: 'down', after: true });
		const { items, error } = await run('update', { updateFields: { name: 'Pro' } });

		expect(error).toBeUndefined();
		expect(items[0]?.json.name).toBe('Pro');
		expect(bed.kelviq.callsTo('PATCH /catalog/products/{pk}/')).toHaveLength(2);
	});

	it('get images by keys in an update, whose second use Kelviq refuses', async () => {
		const imageKeys = await storedKey(bed);
		const first = await run('update', { updateFields: { imageKeys } });
		const { error } = await run('update', { updateFields: { imageKeys } });

		expect(first.items[0]?.json.images).toEqual([expect.objectContaining({ name: 'stored.png' })]);
		expect(error?.message).toMatch(/Kelviq returned 400 “imageKeys: .+ has already been used\.”/);
		expect(error?.context).toMatchObject({ step: 'attach', fileKeys: [imageKeys] });
	});

	it('are not updated with nothing', async () => {
		const { error } = await run('update', { updateFields: {} });

		expect(error?.message).toContain('Nothing was sent: there is nothing to update');
		expect(bed.kelviq.requests).toEqual([]);
	});

	it('have images that can be changed', async () => {
		await uploadImages(bed, [imagesItem('a.png', 'b.png')]);
		const image = product().images.at(-1)!;
		const { items, error } = await bed.kelviqRun('productImage', 'update', {
			parameters: {
				productId: byId(product().id),
				imageId: image.id,
				updateFields: { name: 'Back', ordering: 7, thumbnail: true, enabled: false },
			},
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({
			...image,
			name: 'Back',
			ordering: 7,
			thumbnail: true,
			enabled: false,
		});
		expect(product().images.filter(({ thumbnail }) => thumbnail)).toHaveLength(1);
	});

	const deleteImage = async (imageId: string) =>
		await bed.kelviqRun('productImage', 'delete', {
			parameters: { productId: byId(product().id), imageId },
		});

	it('have images that can be deleted, which is done when it turns out to have been', async () => {
		const { id } = product().images.at(-1)!;
		bed.kelviq.script('DELETE /catalog/products/{product_pk}/image/{pk}/', {
			destroy: true,
			after: true,
		});
		const { items, error } = await deleteImage(id);

		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ deleted: true });
		expect(product().images.some((image) => image.id === id)).toBe(false);

		const again = await deleteImage(id);
		expect(again.error?.message).toContain(`Image ${id} was not deleted: Kelviq returned 404`);
	});

	it('are archived, once', async () => {
		const { id } = bed.kelviq.products.at(-1)!;
		const { items } = await run('archive', { productId: byId(id) });
		expect(items[0]?.json).toEqual({ deleted: true });
		expect(bed.kelviq.archivedProducts.has(id)).toBe(true);

		const { error } = await run('archive', { productId: byId(id) });
		expect(error?.message).toMatch(/was not archived: Kelviq returned 400/);
	});

	it('are archived when the second call says that the first, unclear one has done it', async () => {
		const { id } = bed.kelviq.products.at(-2)!;
		bed.kelviq.script('DELETE /catalog/products/{pk}/', { status: 504, body: 'late', after: true });
		const { items, error } = await run('archive', { productId: byId(id) });

		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ deleted: true });
		expect(bed.kelviq.archivedProducts.has(id)).toBe(true);
	});
});
