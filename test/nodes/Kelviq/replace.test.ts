import { byId, startBed, type Bed } from '../../support/bed';
import { RETRIED } from '../../support/retried';
import { imagesItem, uploadImages } from './catalogue';

const IMAGE = '/catalog/products/{product_pk}/image/{pk}/';
const SAME_NAME = { existingImages: 'replaceSameName' };

describe('a new image that replaces those of its name', () => {
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
	const images = () => product().images;
	const names = () => images().map(({ name }) => name);
	const update = async (index: number, updateFields: object) =>
		await bed.kelviqRun('productImage', 'update', {
			parameters: {
				productId: byId(product().id),
				imageId: images()[index]!.id,
				updateFields: { ...updateFields },
			},
		});
	/** What was asked for after the new image was there. */
	const callsAfter = () => {
		const calls = bed.kelviq.requests.map(({ method, body }) => ({ method, body }));
		return calls.slice(
			calls.findLastIndex(
				({ method, body }) => method === 'PATCH' && 'imageKeys' in (body as object),
			) + 1,
		);
	};

	it('takes over that the old one was hidden, its place and the name it was shown under', async () => {
		await uploadImages(bed, [imagesItem('front.png', 'back.png')]);
		await update(0, { enabled: false, ordering: -1, name: 'Front view' });
		const { items, error } = await uploadImages(bed, [imagesItem('front.png')], SAME_NAME);

		expect(error).toBeUndefined();
		expect(images()[1]).toMatchObject({ name: 'Front view', enabled: false, ordering: -1 });
		expect(items[0]?.json.images).toEqual(images());
	});

	it('takes it over before anything is deleted', async () => {
		await uploadImages(bed, [imagesItem('front.png', 'back.png')]);
		await update(0, { enabled: false, ordering: -1 });
		bed.kelviq.requests.length = 0;
		await uploadImages(bed, [imagesItem('front.png')], SAME_NAME);

		expect(callsAfter()).toEqual([
			{ method: 'PATCH', body: { enabled: false, ordering: -1, thumbnail: true } },
			{ method: 'DELETE', body: undefined },
		]);
	});

	it('is first again where the old one was, though its ordering was that of others', async () => {
		await uploadImages(bed, [imagesItem('front.png', 'back.png', 'side.png')]);
		await uploadImages(bed, [imagesItem('front.png')], SAME_NAME);

		const shown = [...images()].sort((a, b) => a.ordering - b.ordering).map(({ name }) => name);
		expect(shown).toEqual(['front.png', 'back.png', 'side.png']);
	});

	it('replaces nothing where it cannot be shown as the old one was, and says so', async () => {
		await uploadImages(bed);
		await update(0, { enabled: false });
		bed.kelviq.script(`PATCH ${IMAGE}`, { status: 400, body: { detail: 'No.' } });
		const { error } = await uploadImages(bed, undefined, SAME_NAME);

		expect(error?.message).toMatch(
			/^The new images are on product .+, but are not shown as the old ones were: Kelviq returned 400 “No\.”/,
		);
		expect(names()).toEqual(['front.png', 'front.png']);
	});

	it.each([
		['composed', 'decomposed', 'NFC', 'NFD'],
		['decomposed', 'composed', 'NFD', 'NFC'],
	] as const)('replaces a %s name by a %s one', async (_old, _new, before, now) => {
		await uploadImages(bed, [imagesItem('café.png'.normalize(before))]);
		images()[0]!.name = 'café.png'.normalize(before);
		const old = images()[0]!.id;
		const { error } = await uploadImages(bed, [imagesItem('café.png'.normalize(now))], SAME_NAME);

		expect(error).toBeUndefined();
		expect(images()).toHaveLength(1);
		expect(images()[0]!.id).not.toBe(old);
	});

	it('replaces one that is shown under another name by now', async () => {
		await uploadImages(bed);
		await update(0, { name: 'Front view' });
		const { error } = await uploadImages(bed, undefined, SAME_NAME);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['Front view']);
	});

	it('replaces both where two have its name', async () => {
		await uploadImages(bed, [imagesItem('front.png'), imagesItem('front.png')]);
		const old = images().map(({ id }) => id);
		const { error } = await uploadImages(bed, undefined, SAME_NAME);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['front.png']);
		expect(old).not.toContain(images()[0]!.id);
	});

	it('is done where the old one was deleted by somebody else first', async () => {
		await uploadImages(bed, [imagesItem('a.png', 'b.png')]);
		bed.kelviq.script(`DELETE ${IMAGE}`, {
			status: 404,
			body: { detail: 'Not found.' },
			after: true,
		});
		const { items, error } = await uploadImages(bed, [imagesItem('a.png', 'b.png')], SAME_NAME);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['a.png', 'b.png']);
		expect(items[0]?.json.images).toHaveLength(2);
	});

	it('keeps the other old ones, with replaceAll, until every item of the run has its images there', async () => {
		await uploadImages(bed, [imagesItem('old.png', 'a.png')]);
		bed.kelviq.script('POST /media/', { delayMs: 0 });
		bed.kelviq.script('POST /media/', { status: 400, body: { detail: 'Not now.' }, times: 3 });
		const options = { existingImages: 'replaceAll', concurrency: 1 };
		const upload = async (more: object) =>
			await bed.kelviqRun('product', 'uploadImages', {
				items: [imagesItem('a.png'), imagesItem('b.png')],
				parameters: { productId: byId(product().id), binaryPropertyName: 'f0', options },
				...more,
			});
		const half = await upload({ onError: 'continueRegularOutput' });
		expect(names().sort()).toEqual(['a.png', 'old.png']);
		expect(half.hints).toEqual([
			`The old images of product ${product().id} were kept, because not every item in this run has its images there`,
		]);

		bed.kelviq.clearScripts();
		const whole = await upload({});
		expect(whole.hints).toEqual([]);
		expect(names()).toEqual(['a.png', 'b.png']);
	});

	it('are said to be kept, with replaceAll, by the last try of a node as well', async () => {
		await uploadImages(bed, [imagesItem('old.png')]);
		const { hints } = await bed.kelviqRun('product', 'uploadImages', {
			items: [{ json: {} }, imagesItem('a.png')],
			onError: 'continueRegularOutput',
			nodeSettings: RETRIED,
			parameters: {
				productId: byId(product().id),
				binaryPropertyName: 'f0',
				options: { existingImages: 'replaceAll' },
			},
		});

		expect(hints).toEqual([expect.stringContaining('were kept')]);
		expect(names()).toEqual(['old.png', 'a.png']);
	});

	it('are all gone, with replaceAll, once a second try has put the last ones there', async () => {
		await uploadImages(bed, [imagesItem('old.png', 'a.png')]);
		bed.kelviq.script('POST /media/', { status: 400, body: { detail: 'Not now.' } });
		await bed.kelviqRun('product', 'uploadImages', {
			// n8n runs a node that goes on again only where its first item has failed.
			items: [imagesItem('b.png'), imagesItem('a.png')],
			onError: 'continueRegularOutput',
			nodeSettings: RETRIED,
			parameters: {
				productId: byId(product().id),
				binaryPropertyName: 'f0',
				options: { existingImages: 'replaceAll', concurrency: 1 },
			},
		});

		expect(names().sort()).toEqual(['a.png', 'b.png']);
	});

	it('deletes the rest where one cannot be deleted, and names what is left', async () => {
		await uploadImages(bed, [imagesItem('a.png', 'b.png', 'c.png')]);
		const old = images().map(({ id }) => id);
		bed.kelviq.script(`DELETE ${IMAGE}`, { delayMs: 0 });
		bed.kelviq.script(`DELETE ${IMAGE}`, { status: 403, body: { detail: 'No.' } });
		const { error } = await uploadImages(bed, [imagesItem('new.png')], {
			existingImages: 'replaceAll',
		});

		expect(error?.message).toMatch(
			/^The new images are on product .+, but the old 'b\.png' was not deleted: Kelviq returned 403 “No\.”/,
		);
		expect(
			images()
				.filter(({ id }) => old.includes(id))
				.map(({ name }) => name),
		).toEqual(['b.png']);
	});
});
