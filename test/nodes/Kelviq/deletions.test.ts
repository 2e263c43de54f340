import { byId, startBed, type Bed } from '../../support/bed';
import { setPace } from '../../support/pace';
import { fileNames, imagesItem, PUBLISHED, uploadFiles, uploadImages } from './catalogue';

const LOGIN = '<!doctype html><html><head><title>Sign in</title></head></html>';

/** A proxy may answer in a vendor's place. */
describe('a deletion that is answered by the login page of a proxy', () => {
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
	const page = { headers: { 'content-type': 'text/html' }, body: LOGIN };

	const table: Array<[string, string, string, () => object, () => boolean]> = [
		[
			'productImage',
			'delete',
			'/catalog/products/{product_pk}/image/{pk}/',
			() => ({ productId: byId(product().id), imageId: product().images[0]!.id }),
			() => product().images.length === 1,
		],
		[
			'product',
			'archive',
			'/catalog/products/{pk}/',
			() => ({ productId: byId(product().id) }),
			() => !bed.kelviq.archivedProducts.has(product().id),
		],
		[
			'plan',
			'archive',
			'/catalog/plans/{identifier}/',
			() => ({ planIdentifier: byId(PUBLISHED) }),
			() => !bed.kelviq.plan(PUBLISHED).archived,
		],
		[
			'plan',
			'discardDraft',
			'/catalog/plans/{identifier}/discard/',
			() => ({ planIdentifier: byId(PUBLISHED) }),
			() => bed.kelviq.plan(PUBLISHED).versions.length === 2,
		],
		[
			'planFile',
			'delete',
			'/catalog/plans/{identifier}/file/{pk}/',
			() => ({
				planIdentifier: byId(PUBLISHED),
				fileId: bed.kelviq.plan(PUBLISHED).versions.at(-1)!.files[0]!.id,
			}),
			() => fileNames(bed, PUBLISHED).length === 3,
		],
	];

	const prepare = async () => {
		await uploadImages(bed);
		await uploadFiles(bed);
		bed.kelviq.requests.length = 0;
	};

	it.each(table)(
		'does not count as done: %s / %s',
		async (resource, operation, path, parameters, isThere) => {
			await prepare();
			bed.kelviq.script(`DELETE ${path}`, { ...page, times: Infinity });
			const { items, error } = await bed.kelviqRun(resource, operation, {
				parameters: { ...parameters() },
			});
			bed.kelviq.clearScripts();

			expect(items).toEqual([]);
			expect(error?.message).toContain("Kelviq returned “a web page, 'Sign in'” instead of data");
			expect(isThere()).toBe(true);
		},
	);

	it.each(table)(
		'is sent again: %s / %s',
		async (resource, operation, path, parameters, isThere) => {
			await prepare();
			bed.kelviq.script(`DELETE ${path}`, page);
			const { items, error } = await bed.kelviqRun(resource, operation, {
				parameters: { ...parameters() },
			});

			expect(error).toBeUndefined();
			expect(items[0]?.json).toEqual({ deleted: true });
			expect(isThere()).toBe(false);
		},
	);

	it('leaves what was to be replaced, which is named', async () => {
		await uploadImages(bed, [imagesItem('front.png')]);
		bed.kelviq.script(`DELETE /catalog/products/{product_pk}/image/{pk}/`, {
			...page,
			times: Infinity,
		});
		const { error } = await uploadImages(bed, undefined, { existingImages: 'replaceAll' });
		bed.kelviq.clearScripts();

		expect(error?.message).toContain("but the old 'front.png' was not deleted: ");
		expect(product().images).toHaveLength(2);
	});
});
