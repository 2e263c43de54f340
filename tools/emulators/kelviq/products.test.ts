import { kelviqBed } from './testSupport';

const bed = kelviqBed();

describe('GET /catalog/products/', () => {
	const names = (data: { results: Array<{ name: string }> }) => data.results.map((p) => p.name);

	it('lists all products on one page', async () => {
		const { data } = await bed.http.get('/catalog/products/');
		expect(data).toEqual({ count: 3, next: null, previous: null, results: bed.kelviq.products });
	});

	it('finds products by name, identifier and description', async () => {
		const search = async (text: string) =>
			names((await bed.http.get('/catalog/products/', { params: { search: text } })).data);
		expect(await search('PRO SUITE')).toEqual(['Pro Suite']);
		expect(await search('icon-pack')).toEqual(['Icon Pack']);
		expect(await search('handbook')).toEqual(['Field Guide']);
		expect(await search('nothing like it')).toEqual([]);
		expect(await search('')).toHaveLength(3);
	});

	it('leads from page to page by its links, which keep the search', async () => {
		const params = { page_size: 1, search: 'i' };
		const first = (await bed.http.get('/catalog/products/', { params })).data;
		expect([first.count, names(first), first.previous]).toEqual([3, ['Pro Suite'], null]);

		const second = (await bed.http.get(first.next)).data;
		expect(names(second)).toEqual(['Field Guide']);
		expect(names((await bed.http.get(second.previous)).data)).toEqual(['Pro Suite']);
		const last = (await bed.http.get(second.next)).data;
		expect([names(last), last.next]).toEqual([['Icon Pack'], null]);
	});

	it('gives at most 100 a page', async () => {
		bed.kelviq.seedProducts(98);
		for (const params of [{}, { page_size: 500 }]) {
			const { data } = await bed.http.get('/catalog/products/', { params });
			expect([data.count, data.results.length]).toEqual([101, 100]);
			expect((await bed.http.get(data.next)).data.results).toHaveLength(1);
		}
	});

	it('leaves archived products out', async () => {
		const [first, second, third] = bed.kelviq.products;
		await bed.http.delete(`/catalog/products/${second?.id}/`);
		const { data } = await bed.http.get('/catalog/products/');
		expect([data.count, data.results]).toEqual([2, [first, third]]);
	});

	it('has more than one page once it is seeded, each product with a slug of its own', async () => {
		bed.kelviq.seedProducts();
		bed.kelviq.seedProducts(2);
		const { data } = await bed.http.get('/catalog/products/');
		expect([data.count, data.results.length]).toEqual([135, 100]);
		const slugs = bed.kelviq.products.map(({ identifier }) => identifier);
		expect(new Set(slugs).size).toBe(135);
		expect(slugs.slice(-2)).toEqual(['sample-001-2', 'sample-002-2']);
	});

	it('answers 404 for a page behind the last', async () => {
		const { status, data } = await bed.http.get('/catalog/products/?page=2');
		expect([status, data]).toEqual([404, { detail: 'Invalid page.' }]);
	});

	it.each([
		['page', 'first'],
		['page', '0'],
		['page_size', '0'],
		['pageSize', '5'],
	])('answers 400 keyed by parameter for %s=%s', async (name, value) => {
		const { status, data } = await bed.http.get('/catalog/products/', {
			params: { [name]: value },
		});
		expect([status, data]).toEqual([400, { [name]: [expect.any(String)] }]);
	});

	it('answers 404 without the slash at the end', async () => {
		expect((await bed.http.get('/catalog/products')).status).toBe(404);
	});
});
