import type { KelviqEmulator } from '../emulators';
import { byId, type Call } from './operations';
import { expectArrived } from './expect';
import type { Shown, Stage } from './stage';
import { verifyKelviq } from './verify';

/** Runs Kelviq's examples and operations, and checks what has arrived at Kelviq. */
export async function showKelviq(stage: Stage): Promise<Shown[]> {
	const { emulators, runExample, runOperations } = stage;
	const file = 'product-image.png';
	const node = 'Upload image';
	const image = await runExample('kelviq-upload-image.json');
	expectArrived(
		`Kelviq has received ${file}`,
		image,
		await verifyKelviq(image, { node, file }, emulators),
	);

	const imageKey = String(image.runs.get(node)?.items[0]?.json.fileKey);
	const calls = kelviqOperations(emulators.kelviq, imageKey);
	await runOperations('kelviq', calls);
	return [
		{ what: 'A picture, uploaded for later use', result: '1 image for a product' },
		{ what: 'The other operations of Kelviq', result: `${calls.length} work` },
	];
}

/**
 * Every Kelviq operation that needs no file, in an order in which each one finds what it works on; the
 * examples show the others.
 * @param imageKey the key of an image that is stored and not attached yet
 */
export function kelviqOperations(kelviq: KelviqEmulator, imageKey: string): Call[] {
	const desktop = kelviq.plan('pro-suite-desktop');
	const fileId = desktop?.versions.at(-1)?.files[0]?.id ?? '';
	const draft = kelviq.plan('field-guide-2nd-edition');
	// What the dashboard would do: without a price no plan can be published.
	if (draft) draft.hasPrice = true;

	const productId = byId(result('product / create', 'id'));
	const imageId = result('product / create', 'images[0].id');
	const created = byId(result('plan / create', 'identifier'));
	const live = byId('icon-pack-single');
	const withFiles = byId('pro-suite-desktop');
	return [
		call('media / createUploadUrl', { fileName: 'build.zip', mimeType: 'application/zip' }),
		call('product / create', {
			name: 'Demo Product',
			taxCode: 'software',
			additionalFields: { imageKeys: imageKey },
		}),
		call('product / get', { productId }),
		call('product / getAll', { returnAll: true, filters: { search: 'demo' } }),
		call('product / update', { productId, updateFields: { description: 'Created by the demo' } }),
		call('productImage / update', { productId, imageId, updateFields: { thumbnail: true } }),
		call('productImage / delete', { productId, imageId }),
		call('plan / create', { productId, name: 'Demo Plan' }),
		call('plan / get', { planIdentifier: created }),
		call('plan / getAll', { returnAll: true }),
		call('plan / update', {
			planIdentifier: live,
			updateFields: { description: 'New description' },
		}),
		call('plan / discardDraft', { planIdentifier: live }),
		call('plan / publish', { planIdentifier: byId('field-guide-2nd-edition') }),
		call('planFile / download', { planIdentifier: withFiles, fileId }),
		call('planFile / update', {
			planIdentifier: withFiles,
			fileId,
			updateFields: { enabled: false },
		}),
		// Changing a published plan opened a draft, in which the file has an id of its own.
		call('planFile / delete', {
			planIdentifier: withFiles,
			fileId: result('planFile / update', 'id'),
		}),
		call('plan / archive', { planIdentifier: created }),
		call('product / archive', { productId }),
	];
}

/** A value from the output of an earlier operation. */
const result = (node: string, path: string) => `={{ $('${node}').first().json.${path} }}`;

function call(name: string, parameters: Call['parameters']): Call {
	const [resource = '', operation = ''] = name.split(' / ');
	return { resource, operation, parameters };
}
