import { newProduct } from '../../../tools/emulators/kelviq/products';
import { byId } from '../../support/bed';
import { call, type Flow } from '../flow';

const read = call('GET', /^\/api\/v1\/catalog\/products\//);

/** One image for a product. */
export const images: Flow = {
	title: 'Kelviq, Product: Upload Images',
	vendor: 'kelviq',
	steps: {
		'find the product': {
			kind: 'call',
			on: read,
			turn: 0,
			reports: 'request',
			stored: 0,
			recorded: 0,
		},
		mint: {
			kind: 'call',
			on: call('POST', /^\/api\/v1\/media\/$/),
			turn: 0,
			reports: 'mint',
			stored: 0,
			recorded: 0,
		},
		'transfer of the form': {
			kind: 'transfer',
			on: call('POST', /^\/kelviq-uploads\/$/),
			turn: 0,
			reports: 'transfer',
			stored: 0,
			recorded: 0,
		},
		'read the product': {
			kind: 'call',
			on: read,
			turn: 1,
			reports: 'attach',
			stored: 1,
			recorded: 0,
		},
		attach: {
			kind: 'write',
			on: call('PATCH', /^\/api\/v1\/catalog\/products\//),
			look: read,
			turn: 0,
			reports: 'attach',
			stored: 1,
			recorded: 0,
		},
		'look for the image': {
			kind: 'look',
			on: read,
			turn: 2,
			afterLost: 'attach',
			reports: 'attach',
			stored: 1,
			recorded: 1,
		},
	},

	target({ kelviq, kelviqApi, kelviqRun }, baseUrl) {
		const number = kelviq.products.length;
		const identifier = `product-${number}`;
		const product = newProduct({ identifier, name: identifier, description: '', taxCode: 'saas' });
		kelviq.products.push(product);
		return {
			run: async (items, nodeSettings) =>
				await kelviqRun('product', 'uploadImages', {
					items,
					nodeSettings,
					parameters: { productId: byId(product.id), binaryPropertyName: 'data' },
					credentials: { kelviqApi: { ...kelviqApi(), baseUrl } },
				}),
			recorded: () =>
				product.images.map(({ name, image }) => {
					return { fileName: name ?? '', key: kelviq.storageKey(image) };
				}),
			isComplete: ({ id, uploadedImages }) =>
				id === product.id &&
				(uploadedImages as Array<{ id: string }>).every((uploaded) =>
					product.images.some((image) => image.id === uploaded.id),
				),
		};
	},
};
