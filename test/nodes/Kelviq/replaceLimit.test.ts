import { startBed, type Bed } from '../../support/bed';
import { fileNames, imagesItem, PUBLISHED, uploadFiles, uploadImages } from './catalogue';

const SIX = Array.from({ length: 6 }, (_, index) => `${index}.png`);
const REFUSED = { status: 400, body: { nonFieldErrors: ['At most 10 of them.'] } };

describe('a service that has no room for the old and the new at once', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	it('is told with what to delete first, where six images would replace six', async () => {
		await uploadImages(bed, [imagesItem(...SIX, 'other.png')]);
		bed.kelviq.script('PATCH /catalog/products/{pk}/', { ...REFUSED });
		const options = { existingImages: 'replaceSameName' };
		const { error } = await uploadImages(bed, [imagesItem(...SIX)], options);

		expect(error?.message).toContain('Kelviq returned 400 “At most 10 of them.”');
		const names = SIX.map((name) => `'${name}'`).join(', ');
		expect(error?.message).toMatch(
			new RegExp(`no room for the old and the new at once, delete the old first: ${names}$`),
		);
		expect((error?.context as { fileKeys: string[] }).fileKeys).toHaveLength(6);
	});

	it('is told with it where a plan file would be replaced', async () => {
		bed.kelviq.script('PATCH /catalog/plans/{identifier}/', { delayMs: 0 });
		bed.kelviq.script('PATCH /catalog/plans/{identifier}/', REFUSED);
		const options = { existingFiles: 'replaceSameName' };
		const { error } = await uploadFiles(bed, [imagesItem('release-notes.txt')], options);

		expect(error?.message).toMatch(/delete the old first: 'release-notes\.txt'$/);
		expect(fileNames(bed, PUBLISHED)).toEqual(['pro-suite-1.0.zip', 'release-notes.txt']);
	});

	it('is not suspected where nothing would be replaced', async () => {
		bed.kelviq.script('PATCH /catalog/products/{pk}/', REFUSED);
		const { error } = await uploadImages(bed, [imagesItem('0.png')]);

		expect(error?.message).not.toContain('delete the old first');
	});
});
