import { byId, startBed, type Bed } from '../../support/bed';
import { setPace } from '../../support/pace';
import { RETRIED } from '../../support/retried';
import type { TestRun } from '../../engine';
import { fileNames, imagesItem, PUBLISHED } from './catalogue';

const PRODUCT_POST = 'POST /catalog/products/';
const PRODUCT_PATCH = 'PATCH /catalog/products/{pk}/';
const PLAN_POST = 'POST /catalog/plans/';
const PUBLISH = 'POST /catalog/plans/{identifier}/publish/';

describe('the Kelviq node, when n8n runs it again', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(30);
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
	const noFile = { json: {} };
	const upload = async (
		what: 'images' | 'files',
		items: TestRun['items'],
		{ options = {}, onError }: { options?: object } & Pick<TestRun, 'onError'> = {},
	) => {
		const parameters = { binaryPropertyName: 'f0', options: { ...options } };
		const trial = { items, onError, nodeSettings: RETRIED };
		return what === 'images'
			? await bed.kelviqRun('product', 'uploadImages', {
					...trial,
					parameters: { ...parameters, productId: byId(product().id) },
				})
			: await bed.kelviqRun('plan', 'uploadFiles', {
					...trial,
					parameters: { ...parameters, planIdentifier: byId(PUBLISHED) },
				});
	};

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'puts a good image and file there once though the first item fails, with %s',
		async (onError) => {
			await upload('images', [noFile, imagesItem('a.png')], { onError });
			await upload('files', [noFile, imagesItem('a.zip')], { onError });

			expect(names()).toEqual(['a.png']);
			expect(fileNames(bed, PUBLISHED).slice(2)).toEqual(['a.zip']);
			expect(bed.storage.requests).toHaveLength(2);
		},
	);

	it.each(['images', 'files'] as const)(
		'puts %s there once where another item fails once',
		async (what) => {
			bed.kelviq.script('POST /media/', { status: 400, body: { detail: 'Not now.' } });
			const { error } = await upload(what, [imagesItem('a.zip'), imagesItem('b.zip')]);

			expect(error).toBeUndefined();
			const there = what === 'images' ? names() : fileNames(bed, PUBLISHED).slice(2);
			expect(there).toEqual(['a.zip', 'b.zip']);
			expect(bed.storage.requests).toHaveLength(2);
		},
	);

	it('finds in the second try the image that the first has attached and could not see', async () => {
		bed.kelviq.script(PRODUCT_PATCH, { destroy: true, after: true });
		bed.kelviq.script('GET /catalog/products/{pk}/', { delayMs: 0, times: 2 });
		bed.kelviq.script('GET /catalog/products/{pk}/', { status: 403, body: { detail: 'No.' } });
		const { items, error } = await upload('images', [imagesItem('a.png')]);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['a.png']);
		expect(items[0]?.json.uploadedImages).toEqual([
			expect.objectContaining({ id: product().images[0]?.id, name: 'a.png' }),
		]);
		expect(bed.storage.requests).toHaveLength(1);
	});

	it('publishes once where the first try did it and its answer was lost', async () => {
		bed.kelviq.script(PUBLISH, { destroy: true, after: true });
		// All before it: the first look after it is refused.
		bed.kelviq.script('GET /catalog/plans/{identifier}/', { delayMs: 0, times: 3 });
		bed.kelviq.script('GET /catalog/plans/{identifier}/', { status: 403, body: { detail: 'No.' } });
		const options = { publish: true };
		const { items, error } = await upload('files', [imagesItem('a.zip')], { options });

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ version: 2, published: true });
		expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
		expect(bed.kelviq.plan(PUBLISHED).versions).toHaveLength(2);
		expect(fileNames(bed, PUBLISHED).slice(2)).toEqual(['a.zip']);
	});

	it.each([
		['product', PRODUCT_POST, { taxCode: 'saas' }],
		['plan', PLAN_POST, {}],
	])(
		'creates a %s once whose answer was lost, and says where to look',
		async (what, route, more) => {
			bed.kelviq.script(route, { destroy: true, after: true });
			const parameters = { name: 'New', productId: byId(product().id), ...more };
			const { error } = await bed.kelviqRun(what, 'create', { parameters, nodeSettings: RETRIED });

			expect(error?.message).toContain('look for it in Kelviq before you run this item again');
			expect(bed.kelviq.callsTo(route)).toHaveLength(1);
		},
	);
});
