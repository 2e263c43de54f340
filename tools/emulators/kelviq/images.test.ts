import { randomUUID } from 'node:crypto';

import { kelviqBed } from './testSupport';

const bed = kelviqBed();
const product = () => bed.kelviq.products[0]!;
const path = (imageId?: string, productId = product().id) =>
	`/catalog/products/${productId}/image/${imageId}/`;

beforeEach(async () => {
	const imageKeys = [await bed.upload('a.png'), await bed.upload('b.png')];
	await bed.http.patch(`/catalog/products/${product().id}/`, { imageKeys });
});

describe('PATCH /catalog/products/{product_pk}/image/{pk}/', () => {
	it('changes what it is given and answers the image', async () => {
		const before = { ...product().images[1] };
		const fields = { name: 'Back', ordering: 7, enabled: false };
		const { status, data } = await bed.http.patch(path(before.id), fields);
		expect([status, data]).toEqual([200, { ...before, ...fields }]);
		expect(product().images[1]).toEqual(data);
	});

	it('moves the thumbnail from the other image', async () => {
		const { data } = await bed.http.patch(path(product().images[1]?.id), { thumbnail: true });
		expect(data.thumbnail).toBe(true);
		expect(product().images.map(({ thumbnail }) => thumbnail)).toEqual([false, true]);
	});

	it.each([
		['another file', { image: 'https://cdn.kelviq.com/x' }, { image: ['Unknown field.'] }],
		['half a position', { ordering: 1.5 }, { ordering: ['A valid integer is required.'] }],
		['a word', { thumbnail: 'yes' }, { thumbnail: ['Must be a valid boolean.'] }],
	])('answers 400 for %s', async (_title, body, complaints) => {
		const { status, data } = await bed.http.patch(path(product().images[0]?.id), body);
		expect([status, data]).toEqual([400, complaints]);
	});

	it('answers 404 for an unknown image and for an image of another product', async () => {
		expect((await bed.http.patch(path(randomUUID()), {})).status).toBe(404);
		expect((await bed.http.patch(path('a.png'), {})).status).toBe(404);
		const foreign = path(product().images[0]?.id, bed.kelviq.products[1]?.id);
		expect((await bed.http.patch(foreign, {})).status).toBe(404);
	});
});

describe('DELETE /catalog/products/{product_pk}/image/{pk}/', () => {
	it('answers 204, then 404, and the object is gone', async () => {
		const [thumbnail] = product().images;
		const first = await bed.http.delete(path(thumbnail?.id));
		expect([first.status, first.data]).toEqual([204, '']);
		expect((await bed.http.delete(path(thumbnail?.id))).status).toBe(404);
		const key = bed.kelviq.storageKey(thumbnail?.image ?? '');
		expect(await bed.storage.exists(bed.kelviq.bucket, key)).toBe(false);
	});

	it('makes no other image the thumbnail', async () => {
		await bed.http.delete(path(product().images[0]?.id));
		expect(product().images).toMatchObject([{ name: 'b.png', ordering: 1, thumbnail: false }]);
	});
});
