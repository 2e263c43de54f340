import type { TestItem, TestResult } from '../engine';
import { imagesItem, PUBLISHED, uploadFiles, uploadImages } from '../nodes/Kelviq/catalogue';
import { pdf, startBed, type Bed } from '../support/bed';

const THREE_ITEMS = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => pdfItem(name));
const THREE_FILES = [pdfItem('a.pdf', 'b.pdf', 'c.pdf')];
const THREE_IMAGES = ['a.png', 'b.png', 'c.png'];

const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/** One item with a PDF for each name, in fields f0, f1 … */
function pdfItem(...names: string[]): TestItem {
	return { files: Object.fromEntries(names.map((name, at) => [`f${at}`, pdf(name, name)])) };
}

/** How often each call was made, with the ids left out of the paths. */
function callsOf({ karmaCheck, kelviq, storage }: Bed): Record<string, number> {
	const calls = [...karmaCheck.requests, ...kelviq.requests].map(
		({ method, path }) => `${method} ${path.replaceAll(PUBLISHED, '{id}').replace(UUID, '{id}')}`,
	);
	const counts: Record<string, number> = {};
	const uploads = storage.requests.map(({ method }) => `${method} to the storage`);
	for (const call of [...calls, ...uploads]) counts[call] = (counts[call] ?? 0) + 1;
	return counts;
}

describe('the calls of an upload, none more than these', () => {
	let bed: Bed;

	beforeEach(async () => {
		bed = await startBed();
	});

	afterEach(async () => {
		await bed.close();
		expect([...bed.karmaCheck.violations, ...bed.kelviq.violations]).toEqual([]);
	});

	const documents = (items: TestItem[], attachTo: 'case' | 'none') => async () =>
		await bed.uploadDocument({
			items,
			credentials: {
				karmaCheckApi: {
					...bed.karmaCheckApi(),
					authentication: 'token',
					token: bed.karmaCheck.token,
				},
			},
			parameters: { attachTo, binaryPropertyName: fieldNames(items) },
		});
	const media = (items: TestItem[]) => async () =>
		await bed.uploadMedia({ items, parameters: { binaryPropertyName: fieldNames(items) } });

	const table: Array<[what: string, () => Promise<TestResult>, Record<string, number>]> = [
		[
			'three documents without a case',
			documents(THREE_ITEMS, 'none'),
			{
				'GET /document/secure/mimetypes': 1,
				'POST /document/secure/upload': 3,
				'PUT to the storage': 3,
				'POST /document/secure/create': 3,
			},
		],
		[
			'one item with three documents for a case',
			documents(THREE_FILES, 'case'),
			{
				'GET /case/id/{id}': 1,
				'GET /document/secure/mimetypes': 1,
				'POST /document/secure/upload': 1,
				'PUT to the storage': 3,
				'POST /document/secure/create': 1,
				// The API does not guarantee the order of several records.
				'GET /document/secure/list/case/id/{id}': 1,
			},
		],
		['three media', media(THREE_ITEMS), { 'POST /api/v1/media/': 3, 'POST to the storage': 3 }],
		[
			'one item with three media',
			media(THREE_FILES),
			{ 'POST /api/v1/media/': 3, 'POST to the storage': 3 },
		],
		[
			'three items with an image each for one product',
			async () =>
				await uploadImages(
					bed,
					THREE_IMAGES.map((name) => imagesItem(name)),
				),
			{
				'GET /api/v1/catalog/products/{id}/': 2,
				'POST /api/v1/media/': 3,
				'POST to the storage': 3,
				'PATCH /api/v1/catalog/products/{id}/': 1,
			},
		],
		[
			'one item with three images for a product',
			async () => await uploadImages(bed, [imagesItem(...THREE_IMAGES)]),
			{
				'GET /api/v1/catalog/products/{id}/': 2,
				'POST /api/v1/media/': 3,
				'POST to the storage': 3,
				'PATCH /api/v1/catalog/products/{id}/': 1,
			},
		],
		[
			'one item with three files for a plan, published',
			async () => await uploadFiles(bed, [imagesItem(...THREE_IMAGES)], { publish: true }),
			{
				'GET /api/v1/catalog/plans/{id}/': 3,
				'POST /api/v1/media/': 3,
				'POST to the storage': 3,
				// The first opens the draft, so that what is new in it can be told by its id.
				'PATCH /api/v1/catalog/plans/{id}/': 2,
				'POST /api/v1/catalog/plans/{id}/publish/': 1,
			},
		],
	];

	it.each(table)('%s', async (_what, upload, calls) => {
		const { error } = await upload();

		expect(error).toBeUndefined();
		expect(callsOf(bed)).toEqual(calls);
	});

	it('are at most 26 to Kelviq for twenty items with an image each, and 50 to release them again', async () => {
		const twenty = Array.from({ length: 20 }, (_, index) => imagesItem(`${index}.png`));
		const first = await uploadImages(bed, twenty);
		expect(first.error).toBeUndefined();
		expect(bed.kelviq.requests.length).toBeLessThanOrEqual(26);

		bed.kelviq.requests.length = 0;
		const again = await uploadImages(bed, twenty, { existingImages: 'replaceSameName' });
		expect(again.error).toBeUndefined();
		expect(bed.kelviq.requests.length).toBeLessThanOrEqual(50);
		expect(bed.kelviq.products[0]?.images).toHaveLength(20);
	});
});

const fieldNames = ([item]: TestItem[]): string => Object.keys(item?.files ?? {}).join(',');
