import { byId, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import { RETRIED } from '../../../support/retried';
import type { TestRun } from '../../../engine';
import { fileNames, imagesItem, PUBLISHED } from '../../Kelviq/catalogue';

const PLAN_PATCH = 'PATCH /catalog/plans/{identifier}/';
const PUBLISH = 'POST /catalog/plans/{identifier}/publish/';

describe('a product or plan that one of its items failed for', () => {
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

	const bad = { json: {} };
	const [first, second, third] = [1, 2, 3].map((index) => imagesItem(`${index}.zip`)) as [
		TestRun['items'][0],
		TestRun['items'][0],
		TestRun['items'][0],
	];
	const files = () => fileNames(bed, PUBLISHED).slice(2);
	const versions = () => bed.kelviq.plan(PUBLISHED).versions;
	const upload = async (items: TestRun['items'], trial: Partial<TestRun> = {}, options = {}) =>
		await bed.kelviqRun('plan', 'uploadFiles', {
			items,
			...trial,
			parameters: {
				planIdentifier: byId(PUBLISHED),
				binaryPropertyName: 'f0',
				options: { publish: true, ...options },
			},
		});

	it('is not changed at all where that stops the node, which names the stored keys', async () => {
		// The first file takes the longest.
		bed.kelviq.script('POST /media/', { delayMs: 100 });
		const { error } = await upload([first, bad, third], {}, { concurrency: 3 });

		expect(files()).toEqual([]);
		expect(versions()).toHaveLength(1);
		expect(bed.kelviq.callsTo(PLAN_PATCH)).toEqual([]);
		expect(error?.context).toMatchObject({
			itemIndex: 1,
			step: 'input',
			fileKeys: [expect.stringMatching(/1\.zip$/), expect.stringMatching(/3\.zip$/)],
		});
		expect(error?.description).toContain('Already stored under these file keys: tmp/');
	});

	it('gets all of it by the next try, in the order of the items, with what was stored', async () => {
		bed.kelviq.script('POST /media/', { delayMs: 0 });
		bed.kelviq.script('POST /media/', { status: 400, body: { detail: 'Not now.' } });
		const { items, error } = await upload([first, second, third], { nodeSettings: RETRIED });

		expect(error).toBeUndefined();
		expect(files()).toEqual(['1.zip', '2.zip', '3.zip']);
		expect(items.map(({ json }) => json.published)).toEqual([true, true, true]);
		expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
		expect(bed.storage.requests).toHaveLength(3);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'has the other files, unpublished and said so, where the node goes on with %s',
		async (onError) => {
			const { items, errorItems, hints } = await upload([first, bad, third], { onError });

			expect(files()).toEqual(['1.zip', '3.zip']);
			expect(bed.kelviq.callsTo(PUBLISH)).toEqual([]);
			expect(versions()[0]).toMatchObject({ version: 1, isLatest: true });
			const done = [...items, ...errorItems].filter(({ json }) => json.uploadedFiles);
			expect(done.map(({ json }) => json.published)).toEqual([false, false]);
			expect(hints).toEqual([
				`The draft of plan '${PUBLISHED}' (version 2) has changed. It was not published, because not every item in this run has its files there`,
			]);
		},
	);

	it('is published by the next try where that has the rest', async () => {
		bed.kelviq.script('POST /media/', { status: 400, body: { detail: 'Not now.' } });
		const { items } = await upload(
			[first, second],
			{ nodeSettings: RETRIED, onError: 'continueRegularOutput' },
			{ concurrency: 1 },
		);

		expect(files().sort()).toEqual(['1.zip', '2.zip']);
		expect(items.map(({ json }) => [json.version, json.published])).toEqual([
			[2, true],
			[2, true],
		]);
		expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
		expect(bed.storage.requests).toHaveLength(2);
	});

	it('leaves another target alone', async () => {
		const [suite, guide] = bed.kelviq.products;
		const { error } = await bed.kelviqRun('product', 'uploadImages', {
			items: [
				{ ...first, json: { id: suite!.id } },
				{ json: { id: guide!.id } },
				{ ...third, json: { id: guide!.id } },
			],
			parameters: {
				productId: byId('={{ $json.id }}'),
				binaryPropertyName: 'f0',
				options: { concurrency: 3 },
			},
		});

		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(error?.description).toContain('1 other item in this run (1)');
		expect(suite!.images.map(({ name }) => name)).toEqual(['1.zip']);
		expect(guide!.images).toEqual([]);
	});

	it('fails for each of its items, with the keys of that item, where the call was refused', async () => {
		bed.kelviq.script('PATCH /catalog/plans/{identifier}/', { delayMs: 0 });
		bed.kelviq.script('PATCH /catalog/plans/{identifier}/', {
			status: 400,
			body: { detail: 'No.' },
		});
		const { items } = await upload([first, second], { onError: 'continueRegularOutput' });

		expect(items.map(({ json }) => json.details)).toEqual(
			[1, 2].map((index) => ({
				step: 'attach',
				fileKeys: [expect.stringMatching(new RegExp(`/${index}\\.zip$`))],
			})),
		);
		expect(files()).toEqual([]);
	});
});
