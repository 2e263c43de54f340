import { randomUUID } from 'node:crypto';
import type { AxiosInstance } from 'axios';

import { type KelviqEmulator, startEmulators } from '../emulators';
import { client } from './client';

let emulators: Awaited<ReturnType<typeof startEmulators>>;
let kelviq: KelviqEmulator;
let http: AxiosInstance;

beforeEach(async () => {
	emulators = await startEmulators();
	({ kelviq } = emulators);
	http = client(kelviq.baseUrl, kelviq.apiKey);
});

afterEach(async () => {
	await emulators.close();
	expect(kelviq.violations).toEqual([]);
});

describe('GET /catalog/products/', () => {
	const names = (data: { results: Array<{ name: string }> }) => data.results.map((p) => p.name);

	it('lists all products on one page', async () => {
		const { data } = await http.get('/catalog/products/');
		expect(data).toEqual({ count: 3, next: null, previous: null, results: kelviq.products });
	});

	it('finds products by name, identifier and description', async () => {
		const search = async (text: string) =>
			names((await http.get('/catalog/products/', { params: { search: text } })).data);
		expect(await search('PRO SUITE')).toEqual(['Pro Suite']);
		expect(await search('icon-pack')).toEqual(['Icon Pack']);
		expect(await search('handbook')).toEqual(['Field Guide']);
		expect(await search('nothing like it')).toEqual([]);
		expect(await search('')).toHaveLength(3);
	});

	it('leads from page to page by its links, which keep the search', async () => {
		const params = { page_size: 1, search: 'i' };
		const first = (await http.get('/catalog/products/', { params })).data;
		expect([first.count, names(first), first.previous]).toEqual([3, ['Pro Suite'], null]);

		const second = (await http.get(first.next)).data;
		expect(names(second)).toEqual(['Field Guide']);
		expect(names((await http.get(second.previous)).data)).toEqual(['Pro Suite']);
		const last = (await http.get(second.next)).data;
		expect([names(last), last.next]).toEqual([['Icon Pack'], null]);
	});

	it('gives at most 100 a page', async () => {
		const [product] = kelviq.products;
		if (!product) throw new Error('no products');
		kelviq.products.push(...Array.from({ length: 98 }, () => ({ ...product, id: randomUUID() })));
		for (const params of [{}, { page_size: 500 }]) {
			const { data } = await http.get('/catalog/products/', { params });
			expect([data.count, data.results.length]).toEqual([101, 100]);
			expect((await http.get(data.next)).data.results).toHaveLength(1);
		}
	});

	it('answers 404 for a page behind the last', async () => {
		const { status, data } = await http.get('/catalog/products/?page=2');
		expect([status, data]).toEqual([404, { detail: 'Invalid page.' }]);
	});

	it.each([
		['page', 'first'],
		['page', '0'],
		['page_size', '0'],
		['pageSize', '5'],
	])('answers 400 keyed by parameter for %s=%s', async (name, value) => {
		const { status, data } = await http.get('/catalog/products/', { params: { [name]: value } });
		expect([status, data]).toEqual([400, { [name]: [expect.any(String)] }]);
	});

	it('answers 404 without the slash at the end', async () => {
		expect((await http.get('/catalog/products')).status).toBe(404);
	});
});
