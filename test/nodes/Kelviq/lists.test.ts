import { startBed, type Bed } from '../../support/bed';

const PRODUCTS = 'GET /catalog/products/';

describe('lists of Kelviq', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		bed.kelviq.seedProducts(230);
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	beforeEach(() => {
		bed.kelviq.requests.length = 0;
	});

	const list = async (resource: string, parameters = {}) =>
		await bed.kelviqRun(resource, 'getAll', { parameters });
	const search = async (method: string, filter?: string, token?: string) =>
		await bed.engine.listSearch('kelviq', method, { kelviqApi: bed.kelviqApi() }, filter, token);
	const pages = () => bed.kelviq.callsTo(PRODUCTS).map(({ query }) => query);

	it('return all products, in pages as large as there are', async () => {
		const { items, error } = await list('product', { returnAll: true });

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual(bed.kelviq.products);
		expect(pages()).toEqual(['1', '2', '3'].map((page) => ({ page, page_size: '100' })));
	});

	it('ask for no more than the limit', async () => {
		expect((await list('product', { limit: 3 })).items).toHaveLength(3);
		expect((await list('product', { limit: 120 })).items).toHaveLength(120);
		expect((await list('product')).items).toHaveLength(50);

		expect(pages()).toEqual([
			{ page: '1', page_size: '3' },
			{ page: '1', page_size: '100' },
			{ page: '2', page_size: '100' },
			{ page: '1', page_size: '50' },
		]);
	});

	it("search with Kelviq's own search", async () => {
		const { items } = await list('product', { filters: { search: 'handbook' } });

		expect(items.map(({ json }) => json.name)).toEqual(['Field Guide']);
		expect(pages()[0]).toMatchObject({ search: 'handbook' });
	});

	it('end where the pages end when the list became shorter in the meantime', async () => {
		bed.kelviq.script(PRODUCTS, { delayMs: 0 });
		bed.kelviq.script(PRODUCTS, { status: 404, body: { detail: 'Invalid page.' } });
		const { items, error } = await list('product', { returnAll: true });

		expect(error).toBeUndefined();
		expect(items).toHaveLength(100);
	});

	it('give no trust to the URL of the next page', async () => {
		const next = 'http://127.0.0.1:9/elsewhere';
		bed.kelviq.script(PRODUCTS, { patch: (body) => ({ ...(body as object), next }) });
		const { items } = await list('product', { returnAll: true });

		expect(items).toHaveLength(233);
	});

	it.each([
		['no results', { body: { count: 0 } }, 'the response contains no list of products'],
		['null', { body: 'null' }, 'the response contains no list of products'],
		['a web page', { body: '<html><title>Sign in</title>' }, "“a web page, 'Sign in'”"],
		['a refusal', { status: 403, body: { detail: 'Forbidden.' } }, '403 “Forbidden.”'],
	])('say so when Kelviq returns %s', async (_, reply, words) => {
		bed.kelviq.script(PRODUCTS, reply);
		const { error } = await list('product');

		expect(error?.message).toMatch(/^The products could not be read: /);
		expect(error?.message).toContain(words);
		expect(error?.context).toMatchObject({ step: 'request' });
	});

	it('return nothing for an empty catalog', async () => {
		bed.kelviq.script(PRODUCTS, { body: { count: 0, next: null, previous: null, results: [] } });
		const { items, error } = await list('product', { returnAll: true });

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it('try again when Kelviq asks for patience', async () => {
		bed.kelviq.script(PRODUCTS, { status: 429, headers: { 'retry-after': '0' }, body: {} });
		const { items, error } = await list('product', { limit: 2 });

		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
	});

	it('return plans with their ten main fields, or all of them', async () => {
		const { items } = await list('plan', { returnAll: true });
		expect(items.map(({ json }) => json.identifier)).toEqual([
			'pro-suite-desktop',
			'field-guide-2nd-edition',
			'icon-pack-single',
		]);
		expect(Object.keys(items[0]!.json)).toHaveLength(10);
		expect(items[0]?.json.files).toHaveLength(2);

		const raw = await list('plan', { limit: 1, simplify: false });
		expect(raw.items[0]?.json).toHaveProperty('createdOn');
	});

	it('fill the list of products page by page', async () => {
		const first = await search('searchProducts');
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({
			name: 'Pro Suite – pro-suite',
			value: bed.kelviq.products[0]?.id,
		});
		const second = await search('searchProducts', undefined, String(first.paginationToken));
		const third = await search('searchProducts', undefined, String(second.paginationToken));
		expect(third.results).toHaveLength(33);
		expect(third.paginationToken).toBeUndefined();
	});

	it('fill the list of products with what Kelviq finds', async () => {
		const { results } = await search('searchProducts', ' icons ');

		expect(results.map(({ name }) => name)).toEqual(['Icon Pack – icon-pack']);
	});

	it('fill the list of plans with their state, filtered here', async () => {
		const { results } = await search('searchPlans', 'edition field');
		expect(results).toEqual([
			{
				name: 'Second Edition – field-guide-2nd-edition (version 1, draft)',
				value: 'field-guide-2nd-edition',
			},
		]);
		expect((await search('searchPlans')).results[0]?.name).toBe(
			'Desktop – pro-suite-desktop (version 1, published)',
		);
	});

	it('look through the pages of plans for something to show', async () => {
		const page = (identifier: string, next: string | null) =>
			bed.kelviq.script('GET /catalog/plans/', {
				body: { count: 2, previous: null, next, results: [{ identifier, name: identifier }] },
			});
		page('other', 'https://api.kelviq.com/?page=2');
		page('icon-pack-single', null);
		const { results, paginationToken } = await search('searchPlans', 'single');

		expect(results.map(({ value }) => value)).toEqual(['icon-pack-single']);
		expect(paginationToken).toBeUndefined();
		expect(bed.kelviq.callsTo('GET /catalog/plans/').map(({ query }) => query.page)).toEqual([
			'1',
			'2',
		]);
	});

	it('show the reason when the key is wrong', async () => {
		const kelviqApi = { ...bed.kelviqApi(), apiKey: 'other' };

		await expect(bed.engine.listSearch('kelviq', 'searchProducts', { kelviqApi })).rejects.toThrow(
			/Kelviq returned 401 .+ may belong to the other environment/,
		);
	});
});
