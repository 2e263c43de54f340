import dns from 'node:dns';
import fc from 'fast-check';
import { pdf, png, startBed, type Bed } from '../../../support/bed';
import { keysOf, signedPost, signedPut } from './signers';

const VERSIONS = ['v2', 'v4'] as const;
const TOKENS = [
	['with a session token', true],
	['without a session token', false],
] as const;
const STYLES = [
	['path style', false],
	['virtual-host style', true],
] as const;
const cells = VERSIONS.flatMap((version) =>
	STYLES.flatMap(([style, virtualHost]) =>
		TOKENS.map(([name, token]) => [version, style, name, { version, virtualHost }, token] as const),
	),
);
const BUCKET_HOST = /^http:\/\/[\w-]+\.s3\.localhost:\d+\//;

/** Not every machine knows that names under localhost are its own (RFC 6761, 6.3). */
function resolveLocalhost() {
	const { lookup } = dns;
	const local = (hostname: string) => (hostname.endsWith('.localhost') ? '127.0.0.1' : hostname);
	const resolving = (hostname: string, ...rest: unknown[]) =>
		(lookup as (...all: unknown[]) => void)(local(hostname), ...rest);
	jest.spyOn(dns, 'lookup').mockImplementation(resolving as never);
}

describe('a file is stored byte for byte by a URL that is signed', () => {
	let bed: Bed;
	const last = (method: string) => bed.storage.requests.findLast((one) => one.method === method)!;

	beforeAll(async () => {
		resolveLocalhost();
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
		jest.restoreAllMocks();
	});

	it.each(cells)('%s, PUT, %s, %s', async (version, _style, _token, style, token) => {
		const { storage } = bed;
		let address = '';
		storage.presignPut = async (options) => {
			address = await signedPut(style, storage, keysOf(storage, token), options);
			return address;
		};
		const file = pdf(`${version} ${token} ${style.virtualHost}`);
		const { items, error } = await bed.uploadDocument({ items: [{ files: { data: file } }] });

		expect(error).toBeUndefined();
		const stored = await storage.read(bed.karmaCheck.bucket, String(items[0]?.json.fileKey));
		expect(stored.equals(file.bytes as Buffer)).toBe(true);
		expect(BUCKET_HOST.test(address)).toBe(style.virtualHost);
		const { url } = last('PUT');
		expect(/X-Amz-Algorithm=AWS4-HMAC-SHA256/.test(url)).toBe(version === 'v4');
		expect(/x-amz-security-token=/i.test(url)).toBe(token);
		if (version === 'v4') expect(url).toMatch(/X-Amz-SignedHeaders=content-type%3Bhost/);
	});

	it.each(cells)('%s, POST, %s, %s', async (version, _style, _token, style, token) => {
		const { storage } = bed;
		const names: string[] = [];
		let address = '';
		storage.presignPost = async (options) => {
			const form = await signedPost(style, storage, keysOf(storage, token), options);
			address = form.url;
			names.push(...Object.keys(form.fields).map((name) => name.toLowerCase()));
			return form;
		};
		const file = png(`${version} ${token} ${style.virtualHost}`);
		const { items, error } = await bed.uploadMedia({ items: [{ files: { data: file } }] });

		expect(error).toBeUndefined();
		const stored = await storage.read(bed.kelviq.bucket, String(items[0]?.json.fileKey));
		expect(stored.equals(file.bytes as Buffer)).toBe(true);
		expect(BUCKET_HOST.test(address)).toBe(style.virtualHost);
		expect(names.includes('x-amz-signature')).toBe(version === 'v4');
		expect(names.includes('x-amz-security-token')).toBe(token);
	});

	it.each(VERSIONS)('%s, POST, its fields in any order and letter case', async (version) => {
		const { storage } = bed;
		const order = fc.array(fc.nat(), { minLength: 12, maxLength: 12 });
		const capitals = fc.infiniteStream(fc.boolean());
		await fc.assert(
			fc.asyncProperty(order, capitals, async (ranks, isCapital) => {
				const recased = (name: string) =>
					[...name]
						.map((c) => (isCapital.next().value ? c.toUpperCase() : c.toLowerCase()))
						.join('');
				storage.presignPost = async (options) => {
					const form = await signedPost({ version }, storage, keysOf(storage, true), options);
					const shuffled = Object.entries(form.fields)
						.map((field, index) => ({ field, rank: ranks[index] ?? 0 }))
						.sort((a, b) => a.rank - b.rank)
						.map(({ field: [name, value] }) => [recased(name), value]);
					return { ...form, fields: Object.fromEntries(shuffled) as Record<string, string> };
				};
				const { items, error } = await bed.uploadMedia();

				expect(error).toBeUndefined();
				const key = String(items[0]?.json.fileKey);
				expect(await storage.exists(bed.kelviq.bucket, key)).toBe(true);
			}),
			{ numRuns: 25 },
		);
	});
});
