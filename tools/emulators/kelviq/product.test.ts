import { randomUUID } from 'node:crypto';

import { kelviqBed } from './testSupport';

const bed = kelviqBed();
const path = (id: unknown) => `/catalog/products/${String(id)}/`;
const NOT_FOUND = [404, { detail: 'Not found.' }];

describe('POST /catalog/products/', () => {
	it('answers 201 with a product whose slug is made from the name', async () => {
		const { status, data } = await bed.http.post('/catalog/products/', {
			name: 'Café Kit 2',
			taxCode: 'ebook',
		});
		expect(status).toBe(201);
		expect(data).toMatchObject({ identifier: 'cafe-kit-2', description: '', images: [] });
		expect(bed.kelviq.products.at(-1)).toEqual(data);
	});

	it('numbers the slug of a second product of the same name', async () => {
		const { data } = await bed.http.post('/catalog/products/', {
			name: 'Pro Suite',
			taxCode: 'saas',
		});
		expect(data.identifier).toBe('pro-suite-2');
	});

	it('attaches images in the order of their keys, the first as thumbnail', async () => {
		const imageKeys = [await bed.upload('front.png'), await bed.upload('back.png')];
		const { data } = await bed.http.post('/catalog/products/', {
			name: 'Kit',
			taxCode: 'ebook',
			imageKeys,
		});
		expect(data.images).toMatchObject([
			{ name: 'front.png', ordering: 0, thumbnail: true, enabled: true },
			{ name: 'back.png', ordering: 1, thumbnail: false, enabled: true },
		]);
	});

	it.each([
		['no name', { taxCode: 'saas' }, { name: ['This field is required.'] }],
		['a blank name', { name: '', taxCode: 'saas' }, { name: ['This field may not be blank.'] }],
		['another tax code', { name: 'a', taxCode: 'x' }, { taxCode: ['Not a valid choice.'] }],
		['files', { name: 'a', taxCode: 'saas', fileKeys: [] }, { fileKeys: ['Unknown field.'] }],
		[
			'a slug with spaces',
			{ name: 'a', taxCode: 'saas', identifier: 'a b' },
			{ identifier: [expect.stringContaining('Enter a valid “slug”')] },
		],
		[
			'a slug in use',
			{ name: 'a', taxCode: 'saas', identifier: 'pro-suite' },
			{ identifier: ['product with this identifier already exists.'] },
		],
		[
			'a key that is no text, keyed by its place in the list',
			{ name: 'a', taxCode: 'saas', imageKeys: ['a', 7] },
			{ imageKeys: { '1': ['Not a valid string.'] } },
		],
		['a list', [], { nonFieldErrors: ['Invalid data. Expected a dictionary.'] }],
	])('answers 400 for %s', async (_title, body, complaints) => {
		const { status, data } = await bed.http.post('/catalog/products/', body);
		expect([status, data]).toEqual([400, complaints]);
		expect(bed.kelviq.products).toHaveLength(3);
	});
});

describe('GET /catalog/products/{pk}/', () => {
	it('adds the slugs of the plans that are published', async () => {
		const [suite, guide] = bed.kelviq.products;
		expect((await bed.http.get(path(suite?.id))).data).toEqual({
			...suite,
			plans: ['pro-suite-desktop'],
		});
		expect((await bed.http.get(path(guide?.id))).data.plans).toEqual([]);
		await bed.http.delete('/catalog/plans/pro-suite-desktop/');
		expect((await bed.http.get(path(suite?.id))).data.plans).toEqual([]);
	});

	it.each(['pro-suite', randomUUID()])('answers 404 for %s', async (id) => {
		const { status, data } = await bed.http.get(path(id));
		expect([status, data]).toEqual(NOT_FOUND);
	});
});

describe('PATCH /catalog/products/{pk}/', () => {
	const patch = async (body: object) =>
		await bed.http.patch(path(bed.kelviq.products[0]?.id), body);

	it('changes what it is given and nothing else', async () => {
		const before = structuredClone(bed.kelviq.products[0]);
		const { status, data } = await patch({ description: 'New.', taxCode: 'software' });
		expect(status).toBe(200);
		expect(data).toEqual({
			...before,
			description: 'New.',
			taxCode: 'software',
			modifiedOn: expect.any(String),
		});
		expect(Date.parse(data.modifiedOn)).toBeGreaterThan(Date.parse(before?.modifiedOn ?? ''));
	});

	it('appends images, also of a name that is there already', async () => {
		await patch({ imageKeys: [await bed.upload('a.png')] });
		const { data } = await patch({ imageKeys: [await bed.upload('a.png')] });
		expect(data.images).toMatchObject([
			{ name: 'a.png', ordering: 0, thumbnail: true },
			{ name: 'a.png', ordering: 1, thumbnail: false },
		]);
		expect(data.images[0].image).not.toBe(data.images[1].image);
	});

	it('accepts file keys and shows the files nowhere', async () => {
		const { status, data } = await patch({ fileKeys: [await bed.upload('manual.pdf')] });
		expect([status, JSON.stringify(data)]).toEqual([200, expect.not.stringContaining('manual')]);
	});

	it('refuses an identifier', async () => {
		const { status, data } = await patch({ identifier: 'other' });
		expect([status, data]).toEqual([400, { identifier: ['Unknown field.'] }]);
	});
});

describe('DELETE /catalog/products/{pk}/', () => {
	it('answers 204 without a body, then 400, and the product is gone from its path', async () => {
		const address = path(bed.kelviq.products[0]?.id);
		const first = await bed.http.delete(address);
		expect([first.status, first.data]).toEqual([204, '']);
		const second = await bed.http.delete(address);
		expect([second.status, second.data]).toEqual([400, { detail: 'Product is already archived.' }]);
		for (const method of ['get', 'patch'] as const) {
			expect((await bed.http[method](address, method === 'get' ? undefined : {})).status).toBe(404);
		}
	});

	it('answers 404 for a product that never was', async () => {
		expect((await bed.http.delete(path(randomUUID()))).status).toBe(404);
	});
});
