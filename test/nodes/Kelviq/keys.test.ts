import type { INodeParameters } from 'n8n-workflow';
import type { TestItem } from '../../engine';
import { byId, startBed, type Bed } from '../../support/bed';
import { fileNames, PUBLISHED, storedKey } from './catalogue';

describe('a field of file keys', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.storage.reset();
		await bed.kelviq.reset();
	});

	const product = () => bed.kelviq.products[0]!;
	const names = () => product().images.map(({ name }) => name);
	const update = async (updateFields: INodeParameters, items: TestItem[] = [{}]) =>
		await bed.kelviqRun('product', 'update', {
			items,
			parameters: { productId: byId(product().id), updateFields },
		});
	const updatePlan = async (updateFields: INodeParameters) =>
		await bed.kelviqRun('plan', 'update', {
			parameters: { planIdentifier: byId(PUBLISHED), updateFields },
		});

	it('is one key where the name of the file has a comma', async () => {
		const fileKey = await storedKey(bed, 'Report, final.png');
		const { error } = await update({ imageKeys: '={{ $json.fileKey }}' }, [{ json: { fileKey } }]);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['Report, final.png']);
	});

	it('is several keys as text, as JSON or as a list, each sent once', async () => {
		const keys = [await storedKey(bed, 'a, b.png'), await storedKey(bed, 'c.png')];
		const twice = [...keys, ...keys];
		const { error } = await update({ imageKeys: twice.join(', ') });
		expect(error).toBeUndefined();
		const more = [await storedKey(bed, 'd.zip'), await storedKey(bed, 'e.zip')];
		await updatePlan({ fileKeys: JSON.stringify(more) });
		const listed = [await storedKey(bed, 'f.zip')];
		await updatePlan({ fileKeys: [...listed, ...listed] });

		expect(names()).toEqual(['a, b.png', 'c.png']);
		expect(fileNames(bed, PUBLISHED).slice(2)).toEqual(['d.zip', 'e.zip', 'f.zip']);
	});

	it('is what a new product and a new plan have, each key once', async () => {
		const [image, file] = [await storedKey(bed, 'a, b.png'), await storedKey(bed, 'c, d.zip')];
		const created = await bed.kelviqRun('product', 'create', {
			parameters: {
				name: 'New',
				taxCode: 'saas',
				additionalFields: { imageKeys: `${image}, ${image}` },
			},
		});
		const plan = await bed.kelviqRun('plan', 'create', {
			parameters: {
				name: 'New',
				productId: byId(product().id),
				additionalFields: { fileKeys: file },
			},
		});

		expect(created.items[0]?.json.images).toEqual([expect.objectContaining({ name: 'a, b.png' })]);
		expect(plan.items[0]?.json.files).toEqual([expect.objectContaining({ name: 'c, d.zip' })]);
	});
});
