import { byId, pdf, startBed, type Bed } from '../../../support/bed';

describe('product / uploadImages, when a file is no image', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	it('uploads it, and hints at it once', async () => {
		const { hints, error } = await bed.kelviqRun('product', 'uploadImages', {
			items: [{ files: { data: pdf('1', 'a.pdf') } }, { files: { data: pdf('2', 'b.pdf') } }],
			parameters: { productId: byId(bed.kelviq.products[0]!.id), binaryPropertyName: 'data' },
		});

		expect(error).toBeUndefined();
		expect(bed.kelviq.products[0]!.images).toHaveLength(2);
		// Items get ready side by side, and the first that is names its file.
		expect(hints).toEqual([
			expect.stringMatching(
				/^'[ab]\.pdf' is of type application\/pdf, which is not an image\. Check how Kelviq shows it$/,
			),
		]);
	});
});
