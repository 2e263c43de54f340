import type { INodeParameters } from 'n8n-workflow';
import { byId, startBed, type Bed } from '../../support/bed';
import { imagesItem, PUBLISHED, uploadFiles, uploadImages } from './catalogue';

describe('what expressions give to the Kelviq node', () => {
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
	const writes = () => bed.kelviq.requests.filter(({ method }) => method !== 'GET');
	const update = async (updateFields: INodeParameters) =>
		await bed.kelviqRun('product', 'update', {
			parameters: { productId: byId(product().id), updateFields },
		});
	const updatePlan = async (updateFields: INodeParameters) =>
		await bed.kelviqRun('plan', 'update', {
			parameters: { planIdentifier: byId(PUBLISHED), updateFields },
		});

	const getVersion = async (version: string) =>
		await bed.kelviqRun('plan', 'get', {
			parameters: { planIdentifier: byId(PUBLISHED), options: { version } },
		});

	it('publishes, and sets the thumbnail, where the text is "true"', async () => {
		await uploadImages(bed, [imagesItem('old.png')]);
		await uploadImages(bed, [imagesItem('new.png')], { setAsThumbnail: '={{ "true" }}' });
		const { items } = await uploadFiles(bed, undefined, { publish: '={{ "true" }}' });
		const left = await uploadFiles(bed, undefined, { publish: '={{ "false" }}' });

		expect(product().images.map(({ thumbnail }) => thumbnail)).toEqual([false, true]);
		expect(items[0]?.json.published).toBe(true);
		expect(left.items[0]?.json.published).toBe(false);
	});

	it.each([
		['Existing Images', { existingImages: '={{ "replaceSame" }}' }],
		['Existing Images', { existingImages: '={{ true }}' }],
		['Set as Thumbnail', { setAsThumbnail: '={{ "yes" }}' }],
	])(
		'is refused before an image is stored where %s is not one of its choices',
		async (field, options) => {
			const { error } = await uploadImages(bed, undefined, options);

			expect(error?.message).toContain(`Nothing was sent: '${field}' is `);
			expect(error?.context).toMatchObject({ step: 'input' });
			expect(bed.kelviq.requests).toEqual([]);
		},
	);

	it.each([
		['Existing Files', { existingFiles: '={{ "replaceAll" }}' }],
		['Publish', { publish: '={{ "later" }}' }],
	])(
		'is refused before a file is stored where %s is not one of its choices',
		async (field, options) => {
			const { error } = await uploadFiles(bed, undefined, options);

			expect(error?.message).toContain(`Nothing was sent: '${field}' is `);
			expect(bed.kelviq.requests).toEqual([]);
		},
	);

	it.each([
		['={{ "latest" }}', "'latest', not a number"],
		['={{ 0 }}', "'0', not a whole number from 1"],
		['={{ 1.5 }}', "'1.5', not a whole number from 1"],
	])('is refused where the version is %s', async (version, reason) => {
		const { error } = await getVersion(version);

		expect(error?.message).toContain(`Nothing was sent: 'Version' is ${reason}`);
		expect(bed.kelviq.requests).toEqual([]);
	});

	it('is a version where a text is its number', async () => {
		expect((await getVersion('={{ "1" }}')).items[0]?.json.version).toBe(1);
	});

	it.each([
		['Name', { name: '={{ ({ text: "x" }) }}' }],
		['Description', { description: '={{ ["x"] }}' }],
		['Tax Code', { taxCode: '={{ "book" }}' }],
		['Image Keys', { imageKeys: '={{ [{ fileKey: "x" }] }}' }],
	])('is refused before any call where %s cannot be that', async (field, fields) => {
		const { error } = await update(fields);

		expect(error?.message).toContain(`Nothing was sent: '${field}' is `);
		expect(bed.kelviq.requests).toEqual([]);
	});

	it('is text where a text is wanted, also for numbers', async () => {
		const { error } = await update({ name: '={{ 2024 }}', description: '={{ false }}' });

		expect(error).toBeUndefined();
		expect(writes()[0]?.body).toEqual({ name: '2024', description: 'false' });
	});

	it.each([
		{ links: '[]' },
		{ metadata: '{}' },
		{ license: {} },
		{ fileKeys: '' },
		{ links: '[]', license: '{}' },
	])('opens no draft where only %j is to be updated', async (fields) => {
		const { error } = await updatePlan(fields as unknown as INodeParameters);

		expect(error?.message).toContain('Nothing was sent: there is nothing to update');
		expect(bed.kelviq.plan(PUBLISHED).versions).toHaveLength(1);
		expect(writes()).toEqual([]);
	});

	it('takes links away where an empty list alone is to be updated', async () => {
		const newest = () => bed.kelviq.plan(PUBLISHED).versions.at(-1);
		await updatePlan({ links: '[{ "name": "Manual", "url": "https://example.com/manual" }]' });
		expect(newest()?.links).toHaveLength(1);
		const { error } = await updatePlan({ links: '[]' });

		expect(error).toBeUndefined();
		expect(newest()?.links).toEqual([]);
	});

	it('puts out the same fields whatever became of what was there', async () => {
		const fieldsWith = async (existingImages: string) => {
			const { items } = await uploadImages(bed, undefined, { existingImages });
			return Object.keys(items[0]!.json).sort();
		};
		const fields = await fieldsWith('keep');

		expect(fields).toContain('plans');
		for (const existing of ['replaceSameName', 'replaceAll', 'skipSameName']) {
			expect(await fieldsWith(existing)).toEqual(fields);
		}
	});
});
