import { createHash } from 'node:crypto';
import type { KelviqEmulator, Storage } from '../emulators';
import type { Finding } from './verify';
import { measureFile } from './workflows';

/** Compares the first product's images and a plan's published files with the files of a release. */
export async function verifyRelease(
	sent: { image: string; build: string; plan: string },
	{ kelviq, storage }: { kelviq: KelviqEmulator; storage: Storage },
): Promise<Finding> {
	const product = kelviq.products[0];
	const published = kelviq.plan(sent.plan)?.versions.findLast(({ isLatest }) => isLatest);
	const finding: Finding = { rows: [], deviations: [...kelviq.violations] };
	const check = async (
		label: string,
		name: string,
		parts: Array<{ name: string | null; url: string }>,
	) => {
		const copies = parts.filter((part) => part.name === name);
		const source = await measureFile(name);
		const key = copies[0] && kelviq.storageKey(copies[0].url);
		const bytes = key ? await storage.read(kelviq.bucket, key) : Buffer.alloc(0);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const same = sha256 === source.sha256;
		finding.rows.push([
			label,
			`${copies.length} × ${name}, SHA-256 ${same ? 'the same' : 'OTHER'}`,
		]);
		if (copies.length !== 1) finding.deviations.push(`${copies.length} copies of ${name}`);
		if (!same) finding.deviations.push(`other bytes in ${name}`);
	};
	const images = (product?.images ?? []).map(({ name, image }) => ({ name, url: image }));
	await check(`images of '${product?.name}'`, sent.image, images);
	const files = (published?.files ?? []).map(({ name, file }) => ({ name, url: file }));
	await check(`published files of '${sent.plan}'`, sent.build, files);
	return finding;
}
