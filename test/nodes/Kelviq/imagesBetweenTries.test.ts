import type { INodeParameters } from 'n8n-workflow';
import type { TestRun } from '../../engine';
import { byId, startBed, type Bed } from '../../support/bed';
import { setPace } from '../../support/pace';
import { imagesItem, uploadImages } from './catalogue';
import { aDayAgo, REFUSED, retry } from './retrying';

const PRODUCT_PATCH = 'PATCH /catalog/products/{pk}/';

describe('images of a failed execution that is retried when something has changed since', () => {
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
	const images = async (trial: Partial<TestRun> = {}, more: INodeParameters = {}) =>
		await bed.kelviqRun('product', 'uploadImages', {
			items: [imagesItem('a.png')],
			...trial,
			parameters: { productId: byId(product().id), binaryPropertyName: 'f0', ...more },
		});

	it('deletes no image once Replace All is Keep', async () => {
		await uploadImages(bed, [imagesItem('old.png')]);
		bed.kelviq.script('PATCH /catalog/products/{product_pk}/image/{pk}/', REFUSED);
		const replaceAll = { options: { existingImages: 'replaceAll', setAsThumbnail: true } };
		const first = await images({}, replaceAll);
		expect(first.error).toBeDefined();
		await images(retry(first), { options: { existingImages: 'keep' } });

		expect(product().images.map(({ name }) => name)).toContain('old.png');
	});

	it('stores nothing anew of which a refused call has attached a part', async () => {
		bed.kelviq.script(PRODUCT_PATCH, { ...REFUSED, after: true });
		bed.kelviq.script('GET /catalog/products/{pk}/', { delayMs: 0, times: 2 });
		bed.kelviq.script('GET /catalog/products/{pk}/', {
			patch: (body) => {
				const { images } = body as unknown as { images: unknown[] };
				return { ...(body as object), images: images.slice(0, 1) };
			},
		});
		const items = [imagesItem('a.png', 'b.png')];
		const first = await images({ items }, { binaryPropertyName: 'f0,f1' });
		product().images.pop();
		await images(retry(aDayAgo(first)), { binaryPropertyName: 'f0,f1' });

		const there = product().images.map(({ name }) => name);
		expect(there.filter((name) => name === 'a.png')).toHaveLength(1);
	});

	it.each([400, 401, 429])(
		'stores files anew that were refused with %d, where their keys have expired',
		async (status) => {
			const headers = { 'retry-after': '3000' };
			bed.kelviq.script(PRODUCT_PATCH, { status, body: { detail: 'Not now.' }, headers });
			const first = await images();
			for (const key of bed.kelviq.minted.keys()) {
				await bed.storage.remove(bed.kelviq.bucket, key);
			}
			const { error } = await images(retry(aDayAgo(first)));

			expect(error).toBeUndefined();
			expect(product().images.map(({ name }) => name)).toEqual(['a.png']);
			expect(bed.storage.requests).toHaveLength(2);
		},
	);

	it('tells of an image that is there although the product cannot be read at the end', async () => {
		bed.kelviq.script(PRODUCT_PATCH, REFUSED);
		const first = await images();
		bed.kelviq.script('GET /catalog/products/{pk}/', { delayMs: 0 });
		bed.kelviq.script('GET /catalog/products/{pk}/', { status: 403, body: { detail: 'No.' } });
		const { items, error } = await images(retry(first));

		expect(error).toBeUndefined();
		expect(items[0]?.json.uploadedImages).toHaveLength(1);
	});
});
