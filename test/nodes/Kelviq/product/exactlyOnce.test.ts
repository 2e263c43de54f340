import { byId, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import { imagesItem, storedKey, uploadImages } from '../catalogue';

const PATCH = 'PATCH /catalog/products/{pk}/';
const GET = 'GET /catalog/products/{pk}/';

/** Kelviq appends whatever it gets: what an unclear call did has to be checked. */
describe('images of a product, when the call that attaches them ends unclearly', () => {
	let bed: Bed;

	beforeEach(async () => {
		bed = await startBed();
		await setPace(30);
	});

	afterEach(async () => {
		await bed.close();
	});

	const product = () => bed.kelviq.products[0]!;
	const names = () => product().images.map(({ name }) => name);
	const two = imagesItem('front.png', 'back.png');

	it.each([
		['the connection is cut', { destroy: true }],
		['a proxy returns 502', { status: 502, body: '<html><title>Bad gateway</title></html>' }],
		['the response is a web page', { body: '<!doctype html><title>Proxy</title>' }],
		['the response has no images', { patch: () => ({ id: product().id }) }],
		['the response has no id', { patch: () => ({}) }],
	])('finds them when %s after the work was done', async (_, reply) => {
		await uploadImages(bed);
		bed.kelviq.requests.length = 0;
		bed.kelviq.script(PATCH, { after: true, ...reply });
		const { items, error } = await uploadImages(bed, [two]);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['front.png', 'front.png', 'back.png']);
		expect(items[0]?.json.uploadedImages).toEqual([
			expect.objectContaining({ id: product().images[1]?.id, name: 'front.png' }),
			expect.objectContaining({ id: product().images[2]?.id, name: 'back.png' }),
		]);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
	});

	it.each([
		['the connection is cut', { destroy: true }],
		['the response is 503', { status: 503, body: 'busy' }],
	])('sends it again when %s before the work was done', async (_, reply) => {
		await uploadImages(bed);
		bed.kelviq.requests.length = 0;
		bed.kelviq.script(PATCH, reply);
		const { error } = await uploadImages(bed, [two]);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['front.png', 'front.png', 'back.png']);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(2);
	});

	it('sends only what is missing when half of it was done', async () => {
		bed.kelviq.script(PATCH, { status: 500, body: 'half' });
		let half = true;
		bed.kelviq.script(GET, { delayMs: 0, times: 2 });
		bed.kelviq.script(GET, {
			times: 2,
			patch: (body) => {
				if (half) addImage('front.png');
				half = false;
				return { ...(body as object), images: product().images };
			},
		});
		const { error } = await uploadImages(bed, [two]);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['front.png', 'back.png']);
		const [, second] = bed.kelviq.callsTo(PATCH);
		expect(second?.body).toEqual({ imageKeys: [expect.stringMatching(/back\.png$/)] });
	});

	function addImage(name: string) {
		product().images.push({
			id: '9b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12',
			name,
			image: `https://cdn.kelviq.com/media/${name}`,
			ordering: 0,
			thumbnail: false,
			enabled: true,
		});
	}

	it('sends nothing again when something new has a name that it does not know', async () => {
		bed.kelviq.script(PATCH, { destroy: true });
		bed.kelviq.script(GET, { delayMs: 0, times: 2 });
		bed.kelviq.script(GET, {
			patch: (body) => {
				addImage('renamed.png');
				return { ...(body as object), images: product().images };
			},
		});
		const { error } = await uploadImages(bed);

		expect(error?.message).toContain('the new entries have different names');
		expect(error?.context).toMatchObject({ step: 'attach', fileKeys: [expect.any(String)] });
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
	});

	const unchangedUntil = (calls: number) => ({
		times: Infinity,
		patch: (body: unknown) =>
			bed.kelviq.callsTo(PATCH).length < calls ? { ...(body as object), images: [] } : body,
	});

	it('believes what it sees when the repeated call says that the keys are used up', async () => {
		// The work is done, but is not shown for longer than anybody waits.
		bed.kelviq.script(PATCH, { destroy: true, after: true });
		bed.kelviq.script(GET, unchangedUntil(2));
		const { error } = await uploadImages(bed, [two]);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['front.png', 'back.png']);
		expect(bed.kelviq.callsTo(PATCH).map(({ status }) => status)).toEqual([0, 400]);
	});

	it('goes on looking while the work may still be in progress', async () => {
		bed.kelviq.script(PATCH, { status: 504, body: 'late', after: true });
		bed.kelviq.script(GET, { delayMs: 0, times: 2 });
		bed.kelviq.script(GET, { ...unchangedUntil(2), times: 4 });
		const { error } = await uploadImages(bed, [two]);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['front.png', 'back.png']);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
	});

	it('gives up after two attempts, with the keys to finish by hand', async () => {
		bed.kelviq.script(PATCH, { status: 500, body: 'down', times: 2 });
		const { error } = await uploadImages(bed, [two]);

		expect(error?.message).toMatch(
			/^The images are stored, but were not attached to product .+: Kelviq returned 500 “down”\. Check the product in Kelviq first. For any images that are missing, use 'Update' with their file keys/,
		);
		const { fileKeys } = error?.context as { fileKeys: string[] };
		expect(fileKeys).toHaveLength(2);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(2);
		expect(names()).toEqual([]);

		const finished = await bed.kelviqRun('product', 'update', {
			parameters: {
				productId: byId(product().id),
				updateFields: { imageKeys: fileKeys.join(', ') },
			},
		});
		expect(finished.error).toBeUndefined();
		expect(names()).toEqual(['front.png', 'back.png']);
	});

	it('says so when the product cannot be read afterwards', async () => {
		bed.kelviq.script(PATCH, { destroy: true, after: true });
		bed.kelviq.script(GET, { delayMs: 0, times: 2 });
		bed.kelviq.script(GET, { status: 403, body: { detail: 'No.' } });
		const { error } = await uploadImages(bed);

		expect(error?.message).toMatch(/but product .+ could not be read: Kelviq returned 403/);
		expect(error?.context).toMatchObject({ step: 'attach', fileKeys: [expect.any(String)] });
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
	});

	it('waits as long as Kelviq asks when it was too soon, since nothing has happened', async () => {
		await setPace(1000);
		const headers = { 'retry-after': '1' };
		bed.kelviq.script(PATCH, { status: 429, headers, body: { detail: 'Throttled.' } });
		const start = Date.now();
		const { error } = await uploadImages(bed);

		expect(error).toBeUndefined();
		expect(Date.now() - start).toBeGreaterThanOrEqual(1000);
		expect(names()).toEqual(['front.png']);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(2);
	});

	it('sets the other fields for certain when an update with keys got no response', async () => {
		const imageKeys = [await storedKey(bed)];
		bed.kelviq.script(PATCH, { destroy: true, after: true });
		const { items, error } = await bed.kelviqRun('product', 'update', {
			parameters: {
				productId: byId(product().id),
				updateFields: { name: 'Pro Suite 2', imageKeys },
			},
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ name: 'Pro Suite 2' });
		expect(names()).toEqual(['stored.png']);
		expect(bed.kelviq.callsTo(PATCH).map(({ body }) => body)).toEqual([
			{ name: 'Pro Suite 2', imageKeys },
			{ name: 'Pro Suite 2' },
		]);
	});
});
