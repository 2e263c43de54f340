import { startBed, type Bed } from '../../support/bed';
import { setPace } from '../../support/pace';
import { uploadImages } from './catalogue';

const PATCH = 'PATCH /catalog/products/{pk}/';
const SAME_NAME = { existingImages: 'replaceSameName' };

describe('replacing, while somebody else works on the product', () => {
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
	const images = () => product().images;
	const names = () => images().map(({ name }) => name);
	const theirs = {
		id: '9b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12',
		name: 'front.png',
		image: 'https://cdn.kelviq.com/media/products/theirs/front.png',
		ordering: 5,
		thumbnail: false,
		enabled: true,
	};
	/** Their image is there before ours, which gets another name. */
	const renamed = (ours: (image: typeof theirs & { name: string | null }) => object) =>
		bed.kelviq.script(PATCH, {
			patch: (body) => {
				const image = images().pop()!;
				images().push({ ...theirs }, { ...image, ...ours(image as typeof theirs) });
				return { ...(body as object), images: images() };
			},
		});

	it.each([
		['is shown under another name', () => ({ name: 'front-1.png' })],
		[
			'is another in its URL, too',
			() => ({ name: 'front-1.png', image: 'https://cdn.kelviq.com/media/products/a/front-1.png' }),
		],
	])(
		'leaves alone an image that appears under the name of ours, where ours %s',
		async (_, ours) => {
			await uploadImages(bed);
			renamed(ours);
			await uploadImages(bed, undefined, SAME_NAME);

			expect(images()).toContainEqual(theirs);
			expect(names()).toContain('front-1.png');
		},
	);

	it('leaves it alone where the one that was there was hidden', async () => {
		await uploadImages(bed);
		images()[0]!.enabled = false;
		renamed(() => ({
			name: 'front-1.png',
			image: 'https://cdn.kelviq.com/media/products/a/front-1.png',
		}));
		await uploadImages(bed, undefined, SAME_NAME);

		expect(images()).toContainEqual(theirs);
	});

	it('knows its own image by its name where somebody else adds one of another', async () => {
		await uploadImages(bed);
		bed.kelviq.script(PATCH, {
			patch: (body) => {
				images().push({ ...theirs, name: 'back.png', image: `${theirs.image}/back.png` });
				return { ...(body as object), images: images() };
			},
		});
		const { error } = await uploadImages(bed, undefined, SAME_NAME);

		expect(error).toBeUndefined();
		expect(names()).toEqual(['front.png', 'back.png']);
	});

	it('leaves one copy, or says clearly what is there, in two executions at once', async () => {
		for (let round = 0; round < 10; round += 1) {
			await bed.storage.reset();
			await bed.kelviq.reset();
			await uploadImages(bed);
			bed.kelviq.script(PATCH, { delayMs: round * 4 });
			const runs = await Promise.all([
				uploadImages(bed, undefined, SAME_NAME),
				uploadImages(bed, undefined, SAME_NAME),
			]);

			const own = runs.flatMap(({ items }) => items.map(({ json }) => json.uploadedImages)).flat();
			const kept = images().filter(({ id }) =>
				own.some((one) => (one as { id: string }).id === id),
			);
			const errors = runs.flatMap(({ error }) => error?.message ?? []);
			expect(errors).toEqual(own.length === 2 ? [] : [expect.stringMatching(/at the same time/)]);
			// Where both replace, one replaces the other.
			expect(kept).toHaveLength(1);
			expect(images()).toHaveLength(1 + errors.length);
		}
	});
});
