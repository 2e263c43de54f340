import type { Emulators } from '../emulators';
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
): Promise<string[]> {
	const documents = karmaCheck.records
		.filter((record) => record.caseId === caseId)
		.map(({ originalFileName, fileKey }) => ({
			name: originalFileName,
			read: async () => await storage.read(karmaCheck.bucket, fileKey),
		}));
	return [...(await verifyArrivals(expected, documents)), ...karmaCheck.violations];
}

/** Compares a product's images, all of them, with what should be there, once each. */
export async function verifyImages(
	productId: string,
	expected: Arrival[],
	{ kelviq, storage }: Pick<Emulators, 'kelviq' | 'storage'>,
): Promise<string[]> {
	const product = kelviq.products.find(({ id }) => id === productId);
	const images = (product?.images ?? []).map(({ name, image }) => ({ name, url: image }));
	return await verifyParts(expected, images, { kelviq, storage });
}

/** Compares the files that buyers of a plan get, all of them, with what should be there, once each. */
export async function verifyPublished(
	planIdentifier: string,
	expected: Arrival[],
	{ kelviq, storage }: Pick<Emulators, 'kelviq' | 'storage'>,
): Promise<string[]> {
	const published = kelviq.plan(planIdentifier)?.versions.findLast(({ isLatest }) => isLatest);
	const files = (published?.files ?? []).map(({ name, file }) => ({ name, url: file }));
	return await verifyParts(expected, files, { kelviq, storage });
}

async function verifyParts(
	expected: Arrival[],
	parts: Array<{ name: string | null; url: string }>,
	{ kelviq, storage }: Pick<Emulators, 'kelviq' | 'storage'>,
): Promise<string[]> {
	const arrived = parts.map(({ name, url }) => ({
		name,
		read: async () => {
			const key = kelviq.storageKey(url);
			return key ? await storage.read(kelviq.bucket, key) : Buffer.alloc(0);
		},
	}));
	return [...(await verifyArrivals(expected, arrived)), ...kelviq.violations];
}

async function verifyArrivals(expected: Arrival[], arrived: Arrived[]): Promise<string[]> {
	const deviations: string[] = [];
	for (const { name, bytes } of expected) {
		const copies = arrived.filter((one) => one.name === name);
		const [first] = copies;
		const same = first !== undefined && sha256Of(await first.read()) === sha256Of(bytes);
		if (copies.length !== 1) deviations.push(`${copies.length} copies of ${name}`);
		if (first && !same) deviations.push(`other bytes in ${name}`);
	}
	const names = expected.map(({ name }) => name);
	for (const { name } of arrived)
		if (!names.includes(name ?? '')) deviations.push(`${name} should not be there`);
	return deviations;
}
