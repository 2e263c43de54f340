import { startBed, type Bed } from '../../support/bed';

const LIST = 'GET /catalog/products/';

interface PageBody {
	results: Array<{ id: string; name: string }>;
	next: string | null;
}

describe('a list of several pages', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.kelviq.reset();
		bed.kelviq.seedProducts(230);
	});

	const list = async (parameters = {}) =>
		await bed.kelviqRun('product', 'getAll', { parameters: { returnAll: true, ...parameters } });
	const patched = (patch: (page: PageBody) => PageBody) =>
		bed.kelviq.script(LIST, { patch: (body) => patch(body as unknown as PageBody) });

	it('goes on after an empty page that says there is a next', async () => {
		patched((page) => page);
		patched((page) => ({ ...page, results: [] }));
		const { items, error } = await list();

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(
			bed.kelviq.products.filter((_, index) => index < 100 || index >= 200).map(({ id }) => id),
		);
	});

	it('has an entry once that moved to the next page meanwhile', async () => {
		patched((page) => {
			bed.kelviq.products.unshift({
				...bed.kelviq.products[0]!,
				id: '9b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12',
			});
			return page;
		});
		const { items, error } = await list();

		expect(error).toBeUndefined();
		const ids = items.map(({ json }) => json.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(bed.kelviq.products.slice(1).map(({ id }) => id));
	});

	it('has as many entries as wanted, though one came twice', async () => {
		patched((page) => {
			bed.kelviq.products.unshift({
				...bed.kelviq.products[0]!,
				id: '9b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12',
			});
			return page;
		});
		const { items } = await list({ returnAll: false, limit: 150 });

		const ids = items.map(({ json }) => json.id);
		expect(new Set(ids).size).toBe(150);
	});
});
