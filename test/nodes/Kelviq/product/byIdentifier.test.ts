import type { INodeParameters } from 'n8n-workflow';
import { byId, startBed, type Bed } from '../../../support/bed';
import { imagesItem } from '../catalogue';

const LIST = 'GET /catalog/products/';

describe('the product of an identifier', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	beforeEach(async () => {
		await bed.reset();
	});

	const identified = (value: string): INodeParameters => ({
		__rl: true,
		mode: 'identifier',
		value,
	});
	const product = () => bed.kelviq.products[0]!;
	const upload = async (productId: INodeParameters, count = 1) =>
		await bed.kelviqRun('product', 'uploadImages', {
			items: Array.from({ length: count }, (_, index) => imagesItem(`${index}.png`)),
			parameters: { productId, binaryPropertyName: 'f0' },
		});

	it('is looked up once a run, and gets the images of all its items', async () => {
		const { error } = await upload(identified(product().identifier), 3);

		expect(error).toBeUndefined();
		expect(product().images.map(({ name }) => name)).toEqual(['0.png', '1.png', '2.png']);
		expect(bed.kelviq.callsTo(LIST)).toHaveLength(1);
	});

	it('is the one of exactly that identifier, not another that the search finds', async () => {
		const { error } = await upload(identified(product().identifier.slice(0, -1)));

		expect(error?.message).toContain('no product has the identifier');
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.storage.requests).toEqual([]);
	});

	it('may be given as a URL of the dashboard under By ID', async () => {
		const { error } = await upload(byId(`https://app.kelviq.com/products/${product().id}/images`));

		expect(error).toBeUndefined();
		expect(product().images).toHaveLength(1);
	});

	it.each([
		['its identifier', () => product().identifier],
		['its name', () => product().name],
		['a URL without an ID', () => 'https://app.kelviq.com/products/'],
	])('is an input error when %s is given for its ID, before a byte is sent', async (_, id) => {
		const { error } = await upload(byId(id()));

		expect(error?.message).toMatch(/^Nothing was sent: .*'Product'/);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.storage.requests).toEqual([]);
	});

	it('is not the one whose identifier differs in letter case', async () => {
		const { error } = await upload(identified(product().identifier.toUpperCase()));

		expect(error?.message).toContain('no product has the identifier');
		expect(bed.storage.requests).toEqual([]);
	});

	it('is an input error when it does not exist, before a byte is sent', async () => {
		const { error } = await upload(byId('0d65f7c0-7e91-4f56-9b32-13a9a6a7c1de'));

		expect(error?.message).toMatch(/^Nothing was sent: Product .+ could not be read/);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.storage.requests).toEqual([]);
	});
});
