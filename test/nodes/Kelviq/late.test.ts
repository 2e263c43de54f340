import { byId, startBed, type Bed } from '../../support/bed';
import { workLate } from '../../support/late';
import { setPace } from '../../support/pace';
import {
	fileNames,
	imagesItem,
	PUBLISHED,
	storedKey,
	uploadFiles,
	uploadImages,
} from './catalogue';

const PATCH = 'PATCH /catalog/products/{pk}/';
const PLAN_PATCH = 'PATCH /catalog/plans/{identifier}/';
const MS = 40;

describe('files that Kelviq attaches later than somebody waits', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(MS);
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

	it.each([
		[0, 0.2],
		[0, 3],
		[1, 3],
		[1, 50],
	])(
		'are there once where 504 came after %s s and the work took %s s more',
		async (answer, work) => {
			const late = workLate(bed.kelviq, PATCH, {
				reply: { status: 504, delayMs: answer * MS },
				afterMs: work * MS,
			});
			const { items, error } = await uploadImages(bed);
			await late;

			expect(error).toBeUndefined();
			expect(names()).toEqual(['front.png']);
			expect(items[0]?.json.uploadedImages).toEqual([
				expect.objectContaining({ id: product().images[0]?.id }),
			]);
		},
	);

	it('are there once on a plan, too', async () => {
		// The first call opens the draft.
		await uploadFiles(bed, [imagesItem('first.zip')]);
		const late = workLate(bed.kelviq, PLAN_PATCH, { reply: { status: 504 }, afterMs: 10 * MS });
		const { error } = await uploadFiles(bed, [imagesItem('build.zip')]);
		await late;

		expect(error).toBeUndefined();
		expect(fileNames(bed, PUBLISHED).slice(2)).toEqual(['first.zip', 'build.zip']);
	});

	it('are there once where the call took five seconds longer than the limit of the node', async () => {
		bed.kelviq.script(PATCH, { delayMs: 65 * MS });
		const { error } = await uploadImages(bed);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['front.png']);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
	});

	it('are waited for longer where their size is not known', async () => {
		const imageKeys = await storedKey(bed);
		bed.kelviq.script(PATCH, { delayMs: 100 * MS });
		const { items, error } = await bed.kelviqRun('product', 'update', {
			parameters: { productId: byId(product().id), updateFields: { imageKeys } },
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json.images).toHaveLength(1);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(1);
	});

	it('are told one by one where the first was attached before the call was refused', async () => {
		const keys = [
			await storedKey(bed, 'a.png'),
			await storedKey(bed, 'b.png'),
			await storedKey(bed, 'c.png'),
		];
		const response = await fetch(`${bed.kelviq.baseUrl}/catalog/products/${product().id}/`, {
			method: 'PATCH',
			headers: { authorization: `Bearer ${bed.kelviq.apiKey}`, 'content-type': 'application/json' },
			body: JSON.stringify({ imageKeys: keys.slice(0, 1) }),
		});
		expect(response.ok).toBe(true);
		const taken = product().images.splice(0);
		bed.kelviq.script('GET /catalog/products/{pk}/', { delayMs: 0 });
		bed.kelviq.script('GET /catalog/products/{pk}/', {
			patch: (body) => {
				product().images.push(...taken);
				return { ...(body as object), images: taken };
			},
		});
		const { error } = await bed.kelviqRun('product', 'update', {
			parameters: { productId: byId(product().id), updateFields: { imageKeys: keys } },
		});

		expect(error?.message).toMatch(/^1 of 3 files were attached\. .+ has already been used/);
		expect(error?.context).toMatchObject({ step: 'attach', fileKeys: keys.slice(1) });
		expect(bed.kelviq.callsTo('GET /catalog/products/{pk}/')).toHaveLength(2);
		expect(bed.kelviq.callsTo(PATCH)).toHaveLength(2);
	});
});
