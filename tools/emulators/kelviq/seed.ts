import { addressOf, permanentKey } from './files';
import { addFiles, newPlan, type Plan } from './plans';
import type { KelviqState } from './state';
import { publish } from './versions';

/** The shortest valid archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.16 */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

/** One plan published with two files, one draft without a price, one published without files. */
export async function seedPlans(state: KelviqState): Promise<void> {
	const [suite, guide, icons] = state.products.map(({ id }) => id);
	if (!suite || !guide || !icons) throw new Error('products come before plans');

	const desktop = newPlan({ identifier: 'pro-suite-desktop', product: suite }, { name: 'Desktop' });
	await addFile(state, desktop, 'pro-suite-1.0.zip', 'application/zip', EMPTY_ZIP);
	await addFile(state, desktop, 'release-notes.txt', 'text/plain', Buffer.from('First release.\n'));
	const edition = newPlan(
		{ identifier: 'field-guide-2nd-edition', product: guide },
		{ name: 'Second Edition', description: 'In the works.' },
	);
	const single = newPlan({ identifier: 'icon-pack-single', product: icons }, { name: 'Single' });
	for (const plan of [desktop, single]) {
		plan.hasPrice = true;
		publish(plan);
	}
	state.plans.push(desktop, edition, single);
}

async function addFile(
	{ storage, bucket }: KelviqState,
	plan: Plan,
	name: string,
	contentType: string,
	bytes: Buffer,
): Promise<void> {
	const key = permanentKey('plans', name);
	await storage.put(bucket, key, bytes, contentType);
	const [draft] = plan.versions;
	if (draft) addFiles(draft, [{ name, url: addressOf(key) }]);
}
