import { byId, type Bed } from '../../support/bed';
import { files, twoImages, type Subject } from './subject';

const productId = ({ kelviq }: Bed) => ({ productId: byId(kelviq.products[0]?.id ?? '') });
const plan = (planIdentifier: string) => () => ({ planIdentifier: byId(planIdentifier) });
const published = plan('pro-suite-desktop');
const draft = plan('field-guide-2nd-edition');

/** What Media: Upload has stored. */
const stored = ({ kelviq }: Bed, which: 0 | 1) => [...kelviq.minted.keys()][which] ?? 'none';

const imageId = ({ kelviq }: Bed) => ({ imageId: kelviq.products[0]?.images[0]?.id ?? 'none' });
const fileId = ({ kelviq }: Bed) => {
	const { versions } = kelviq.plan('pro-suite-desktop');
	const file = versions.at(-1)?.files[0] ?? versions[0]?.files[0];
	return { fileId: file?.id ?? 'none' };
};

/** In an order in which each one finds what it needs. */
export const kelviqSubjects: Subject[] = [
	{
		node: 'kelviq',
		resource: 'media',
		operation: 'upload',
		parameters: () => files,
		items: twoImages,
	},
	{
		node: 'kelviq',
		resource: 'media',
		operation: 'createUploadUrl',
		parameters: () => ({ fileName: 'a.png', mimeType: 'image/png' }),
	},
	{
		node: 'kelviq',
		resource: 'product',
		operation: 'create',
		parameters: () => ({ name: 'New', taxCode: 'saas', additionalFields: {} }),
	},
	{ node: 'kelviq', resource: 'product', operation: 'get', parameters: productId },
	{ node: 'kelviq', resource: 'product', operation: 'getAll', parameters: () => ({ limit: 3 }) },
	{
		node: 'kelviq',
		resource: 'product',
		operation: 'update',
		parameters: (bed) => ({
			...productId(bed),
			updateFields: { name: 'A', imageKeys: stored(bed, 0) },
		}),
	},
	{
		node: 'kelviq',
		resource: 'product',
		operation: 'uploadImages',
		parameters: (bed) => {
			const options = { existingImages: 'replaceAll', setAsThumbnail: true };
			return { ...productId(bed), ...files, options };
		},
		items: twoImages,
	},
	{
		node: 'kelviq',
		resource: 'productImage',
		operation: 'update',
		parameters: (bed) => ({ ...productId(bed), ...imageId(bed), updateFields: { name: 'a' } }),
	},
	{
		node: 'kelviq',
		resource: 'productImage',
		operation: 'delete',
		parameters: (bed) => ({ ...productId(bed), ...imageId(bed) }),
	},
	{
		node: 'kelviq',
		resource: 'plan',
		operation: 'create',
		parameters: (bed) => ({ ...productId(bed), name: 'New', additionalFields: {} }),
	},
	{ node: 'kelviq', resource: 'plan', operation: 'get', parameters: published },
	{ node: 'kelviq', resource: 'plan', operation: 'getAll', parameters: () => ({ limit: 3 }) },
	{
		node: 'kelviq',
		resource: 'plan',
		operation: 'update',
		parameters: (bed) => ({
			...published(),
			updateFields: { name: 'A', fileKeys: stored(bed, 1) },
		}),
	},
	{ node: 'kelviq', resource: 'plan', operation: 'publish', parameters: published },
	{
		node: 'kelviq',
		resource: 'plan',
		operation: 'uploadFiles',
		parameters: () => {
			const options = { existingFiles: 'replaceSameName', publish: true };
			return { ...published(), ...files, options };
		},
		items: twoImages,
	},
	{
		node: 'kelviq',
		resource: 'planFile',
		operation: 'update',
		parameters: (bed) => ({ ...published(), ...fileId(bed), updateFields: { name: 'a' } }),
	},
	{
		node: 'kelviq',
		resource: 'planFile',
		operation: 'download',
		parameters: (bed) => ({ ...published(), ...fileId(bed), binaryPropertyName: 'data' }),
	},
	{
		node: 'kelviq',
		resource: 'planFile',
		operation: 'delete',
		parameters: (bed) => ({ ...published(), ...fileId(bed) }),
	},
	{ node: 'kelviq', resource: 'plan', operation: 'discardDraft', parameters: published },
	{ node: 'kelviq', resource: 'plan', operation: 'archive', parameters: draft },
	{
		node: 'kelviq',
		resource: 'product',
		operation: 'archive',
		parameters: ({ kelviq }) => ({ productId: byId(kelviq.products.at(-1)?.id ?? '') }),
	},
];
