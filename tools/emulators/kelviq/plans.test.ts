import { randomUUID } from 'node:crypto';

import { kelviqBed } from './testSupport';

const bed = kelviqBed();
const path = (identifier: string) => `/catalog/plans/${identifier}/`;
const slugs = (data: { results: Array<{ identifier: string }> }) =>
	data.results.map(({ identifier }) => identifier);

describe('GET /catalog/plans/', () => {
	const list = async (params = {}) => (await bed.http.get('/catalog/plans/', { params })).data;

	it('lists every plan once, in its newest version', async () => {
		await bed.http.patch(path('pro-suite-desktop'), { description: 'Changed.' });
		const data = await list();
		expect([data.count, slugs(data)]).toEqual([
			3,
			['pro-suite-desktop', 'field-guide-2nd-edition', 'icon-pack-single'],
		]);
		expect(data.results).toMatchObject([
			{ version: 2, isLatest: false, files: [expect.anything(), expect.anything()] },
			{ version: 1, isLatest: false, files: [] },
			{ version: 1, isLatest: true, files: [] },
		]);
	});

	it('leaves out archived plans and those of archived products', async () => {
		await bed.http.delete(path('pro-suite-desktop'));
		await bed.http.delete(`/catalog/products/${bed.kelviq.products[1]?.id}/`);
		expect(slugs(await list())).toEqual(['icon-pack-single']);
	});

	it('leads from page to page by its links', async () => {
		const first = await list({ page_size: 2 });
		expect(slugs(first)).toHaveLength(2);
		expect(slugs((await bed.http.get(first.next)).data)).toEqual(['icon-pack-single']);
	});

	it('has no search', async () => {
		const { status, data } = await bed.http.get('/catalog/plans/?search=pro');
		expect([status, data]).toEqual([400, { search: [expect.any(String)] }]);
	});
});

describe('POST /catalog/plans/', () => {
	const post = async (body: object) =>
		await bed.http.post('/catalog/plans/', {
			name: 'Team Plan',
			product: bed.kelviq.products[0]?.id,
			...body,
		});

	it('answers 201 with a draft that has no price', async () => {
		const { status, data } = await post({});
		expect(status).toBe(201);
		expect(data).toMatchObject({ identifier: 'team-plan', version: 1, isLatest: false });
		expect(bed.kelviq.plan('team-plan')).toMatchObject({ hasPrice: false, archived: false });
	});

	it('takes all fields and attaches files', async () => {
		const fields = {
			identifier: 'team',
			description: 'For teams.',
			metadata: { any: ['thing'] },
			isVisible: false,
			license: { enabled: true, activationLimit: 3 },
			links: [{ name: 'Manual', url: 'https://example.com/manual' }],
			ordering: 4,
		};
		const { data } = await post({ ...fields, fileKeys: [await bed.upload('team.zip')] });
		expect(data).toMatchObject(fields);
		const [file] = data.files;
		expect(data.files).toEqual([
			{
				id: file.id,
				name: 'team.zip',
				file: expect.stringMatching(/^https:\/\/cdn\.kelviq\.com\/media\/.+\/team\.zip$/),
				ordering: 0,
				enabled: true,
				downloadUrl: `${bed.kelviq.baseUrl}/catalog/plans/team/file/${file.id}/download/`,
			},
		]);
	});

	it.each([
		['no product', { product: undefined }, { product: ['This field is required.'] }],
		['a product by slug', { product: 'pro-suite' }, { product: ['Must be a valid UUID.'] }],
		[
			'an unknown product',
			{ product: randomUUID() },
			{ product: [expect.stringContaining('does not exist')] },
		],
		[
			'a slug in use',
			{ identifier: 'icon-pack-single' },
			{ identifier: ['plan with this identifier already exists.'] },
		],
		[
			'a license for nobody, nested',
			{ license: { activationLimit: 0 } },
			{ license: { activationLimit: [expect.stringContaining('greater than or equal to 1')] } },
		],
		[
			'a link to nowhere, nested',
			{ links: [{ name: 'a', url: 'nowhere' }] },
			{ links: { '0': { url: ['Enter a valid URL.'] } } },
		],
	])('answers 400 for %s', async (_title, body, complaints) => {
		const { status, data } = await post(body);
		expect([status, data]).toEqual([400, complaints]);
		expect(bed.kelviq.plans).toHaveLength(3);
	});

	it('answers 400 for an archived product', async () => {
		await bed.http.delete(`/catalog/products/${bed.kelviq.products[0]?.id}/`);
		const { status, data } = await post({});
		expect([status, Object.keys(data)]).toEqual([400, ['product']]);
	});
});

describe('DELETE /catalog/plans/{identifier}/', () => {
	it('answers 204 without a body, then 400, and the plan is gone from its path', async () => {
		const first = await bed.http.delete(path('pro-suite-desktop'));
		expect([first.status, first.data]).toEqual([204, '']);
		const second = await bed.http.delete(path('pro-suite-desktop'));
		expect([second.status, second.data]).toEqual([400, { detail: 'Plan is already archived.' }]);
		expect((await bed.http.get(path('pro-suite-desktop'))).status).toBe(404);
		expect((await bed.http.delete(path('nothing'))).status).toBe(404);
	});
});
