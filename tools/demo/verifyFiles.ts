import type { Emulators } from '../emulators';
import type { Finding } from './verify';
import { sha256Of } from './workflows';

/** A file that must have arrived, under this name. */
export interface Arrival {
	name: string;
	bytes: Buffer;
}

/** A file that has arrived, wherever it is. */
interface Arrived {
	name: string | null;
	read: () => Promise<Buffer>;
}

/** Compares all documents that were attached to a case with what should be there, once each. */
export async function verifyDocuments(
	caseId: string,
	expected: Arrival[],
	{ karmaCheck, storage }: Pick<Emulators, 'karmaCheck' | 'storage'>,
): Promise<Finding> {
	const documents = karmaCheck.records
		.filter((record) => record.caseId === caseId)
		.map(({ originalFileName, fileKey }) => ({
			name: originalFileName,
			read: async () => await storage.read(karmaCheck.bucket, fileKey),
		}));
	const finding = await verifyArrivals(expected, documents);
	finding.deviations.push(...karmaCheck.violations);
	return finding;
}

/** Compares a product's images, all of them, with what should be there, once each. */
export async function verifyImages(
	productId: string,
	expected: Arrival[],
	{ kelviq, storage }: Pick<Emulators, 'kelviq' | 'storage'>,
): Promise<Finding> {
	const product = kelviq.products.find(({ id }) => id === productId);
	const images = (product?.images ?? []).map(({ name, image }) => ({ name, url: image }));
	return await verifyParts(expected, images, { kelviq, storage });
}

/** Compares the files that buyers of a plan get, all of them, with what should be there, once each. */
export async function verifyPublished(
	planIdentifier: string,
	expected: Arrival[],
	{ kelviq, storage }: Pick<Emulators, 'kelviq' | 'storage'>,
): Promise<Finding> {
	const published = kelviq.plan(planIdentifier)?.versions.findLast(({ isLatest }) => isLatest);
	const files = (published?.files ?? []).map(({ name, file }) => ({ name, url: file }));
	return await verifyParts(expected, files, { kelviq, storage });
}

async function verifyParts(
	expected: Arrival[],
	parts: Array<{ name: string | null; url: string }>,
	{ kelviq, storage }: Pick<Emulators, 'kelviq' | 'storage'>,
): Promise<Finding> {
	const arrived = parts.map(({ name, url }) => ({
		name,
		read: async () => {
			const key = kelviq.storageKey(url);
			return key ? await storage.read(kelviq.bucket, key) : Buffer.alloc(0);
		},
	}));
	const finding = await verifyArrivals(expected, arrived);
	finding.deviations.push(...kelviq.violations);
	return finding;
}

async function verifyArrivals(expected: Arrival[], arrived: Arrived[]): Promise<Finding> {
	const finding: Finding = { rows: [], deviations: [] };
	for (const { name, bytes } of expected) {
		const copies = arrived.filter((one) => one.name === name);
		const [first] = copies;
		const same = first !== undefined && sha256Of(await first.read()) === sha256Of(bytes);
		finding.rows.push([
			name,
			`${copies.length} ×, ${bytes.length.toLocaleString('en')} bytes, SHA-256 ${same ? 'the same' : 'NOT the same'}`,
		]);
		if (copies.length !== 1) finding.deviations.push(`${copies.length} copies of ${name}`);
		if (first && !same) finding.deviations.push(`other bytes in ${name}`);
	}
	const names = expected.map(({ name }) => name);
	for (const { name } of arrived)
		if (!names.includes(name ?? '')) finding.deviations.push(`${name} should not be there`);
	return finding;
}
