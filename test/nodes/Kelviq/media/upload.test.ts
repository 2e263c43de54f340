import type { Json } from '../../../../tools/emulators';
import { png, pngItem, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';

describe.each(['default', 'filesystem'] as const)('media / upload, files in %s mode', (mode) => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed(mode);
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	beforeEach(() => {
		bed.kelviq.requests.length = 0;
		bed.storage.requests.length = 0;
	});

	it('stores the file of an item, byte for byte, and outputs its key', async () => {
		const { items, error } = await bed.uploadMedia({ items: [pngItem('ÿ pixels')] });

		expect(error).toBeUndefined();
		const fileKey = String(items[0]?.json.fileKey);
		expect(items).toEqual([
			{
				json: { fileKey, fileName: 'product.png', mimeType: 'image/png', fileSize: 13 },
				pairedItem: { item: 0 },
			},
		]);
		expect([...bed.kelviq.minted.keys()].at(-1)).toBe(fileKey);
		const stored = await bed.storage.read(bed.kelviq.bucket, fileKey);
		expect(stored.toString('latin1')).toBe('\x89PNG ÿ pixels');
		const { contentType } = (await bed.storage.stat(bed.kelviq.bucket, fileKey))!;
		expect(contentType).toBe('image/png');
	});

	it('uploads with a form of Signature V4 as well', async () => {
		bed.kelviq.signatureVersion = 'v4';
		const { items, error } = await bed.uploadMedia();
		bed.kelviq.signatureVersion = 'v2';

		expect(error).toBeUndefined();
		expect(await bed.storage.exists(bed.kelviq.bucket, String(items[0]?.json.fileKey))).toBe(true);
	});

	it('sends the form with a known length and without credentials', async () => {
		await bed.uploadMedia();

		const [post] = bed.storage.requests;
		expect(post).toMatchObject({ method: 'POST', status: 204 });
		expect(post?.headers).not.toHaveProperty('authorization');
		expect(post?.headers).not.toHaveProperty('transfer-encoding');
		expect(Number(post?.headers['content-length'])).toBeGreaterThan(11);
	});

	it('uploads several fields of one item, in their order', async () => {
		const { items, error } = await bed.uploadMedia({
			items: [{ files: { front: png('f', 'front.png'), back: png('b', 'back.png') } }],
			parameters: { binaryPropertyName: 'back,front' },
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.fileName)).toEqual(['back.png', 'front.png']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('keeps UTF-8 and quotes of a name in the key', async () => {
		const { items, error } = await bed.uploadMedia({ items: [pngItem('1', 'résumé "1".png')] });

		expect(error).toBeUndefined();
		expect(items[0]?.json.fileKey).toMatch(/^tmp\/[\w-]+\/résumé "1"\.png$/);
		expect(await bed.storage.exists(bed.kelviq.bucket, String(items[0]?.json.fileKey))).toBe(true);
	});

	it('keeps a name of 300 characters within a key of 1,024 bytes', async () => {
		const { items, error } = await bed.uploadMedia({
			items: [pngItem('1', `${'é'.repeat(300)}.png`)],
		});

		expect(error).toBeUndefined();
		const { fileKey, fileName } = items[0]!.json;
		expect(Buffer.byteLength(String(fileKey))).toBeLessThanOrEqual(1024);
		expect(fileName).toMatch(/^é+~[\da-f]{8}~é+\.png$/);
	});
});

describe('media / upload, when Kelviq or its storage refuse', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	it('says that a key may belong to the other environment', async () => {
		const kelviqApi = { ...bed.kelviqApi(), apiKey: 'server-of-production' };
		const { error } = await bed.uploadMedia({ credentials: { kelviqApi } });

		expect(error?.message).toMatch(
			/^Kelviq did not issue an upload form: Kelviq returned 401 “.+”\. /,
		);
		expect(error?.message).toContain('may belong to the other environment');
		expect(error?.httpCode).toBe('401');
		expect(error?.message).not.toContain('server-of-production');
	});

	it('shows what Kelviq says about a field', async () => {
		bed.kelviq.script('POST /media/', { status: 400, body: { fileType: ['Not allowed.'] } });
		const { error } = await bed.uploadMedia();

		expect(error?.message).toContain('Kelviq returned 400 “fileType: Not allowed.”');
	});

	it('sends nothing, and names the numbers, when the form does not take so large a file', async () => {
		bed.storage.requests.length = 0;
		bed.kelviq.maxBytes = 3;
		const { error } = await bed.uploadMedia();
		bed.kelviq.maxBytes = 5 * 1024 ** 3;

		expect(error?.message).toContain(
			"'product.png' was not sent: it is 11 bytes; the service accepts 0 to 3",
		);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.storage.requests).toEqual([]);
	});

	it("gives the storage's reason and the numbers when only the storage knows them", async () => {
		bed.kelviq.maxBytes = 3;
		const unreadable = { patch: (body: Json) => withPolicy(body, () => 'no JSON') };
		bed.kelviq.script('POST /media/', unreadable);
		const { error } = await bed.uploadMedia();
		bed.kelviq.maxBytes = 5 * 1024 ** 3;

		expect(error?.message).toMatch(/^'product\.png' was not stored: the storage returned 4/);
		expect(error?.context).toMatchObject({ step: 'transfer' });
	});

	it.each([
		['has expired', { expiration: '2026-01-01T00:00:00Z' }, 'expired at 2026-01-01T00:00:00.000Z'],
		[
			'wants another type',
			{ conditions: [['eq', '$Content-Type', 'image/jpeg']] },
			"content-type is 'image/png', but its policy requires 'image/jpeg'",
		],
		[
			'wants another key',
			{ conditions: [['starts-with', '$key', 'elsewhere/']] },
			"requires it to start with 'elsewhere/'",
		],
	])('sends nothing by a form whose policy %s', async (_, change, words) => {
		bed.storage.requests.length = 0;
		const changed = (policy: string) =>
			JSON.stringify({ ...(JSON.parse(policy) as object), ...change });
		bed.kelviq.script('POST /media/', { patch: (body) => withPolicy(body, changed) });
		const { error } = await bed.uploadMedia();

		expect(error?.message).toContain(words);
		expect(error?.context).toMatchObject({ step: 'mint' });
		expect(bed.storage.requests).toEqual([]);
	});

	it.each([
		['no key', { key: undefined }, "the form has no 'key'"],
		['an open key', { key: 'tmp/1/${filename}' }, 'leaves the file name open with ${filename}'],
		[
			'another key',
			{ key: 'tmp/1/b.png' },
			"stores the file as 'tmp/1/b.png', and the file key is",
		],
		['a field of the name file', { file: 'x' }, "the form already has a 'file' field"],
	])('sends nothing by a form with %s', async (_, change, words) => {
		bed.storage.requests.length = 0;
		bed.kelviq.script('POST /media/', {
			patch: (body) => {
				const form = body as { fields: object };
				return { ...form, fields: { ...form.fields, ...change } };
			},
		});
		const { error } = await bed.uploadMedia();

		expect(error?.message).toMatch(/^Kelviq did not issue an upload form that can be used/);
		expect(error?.message).toContain(words);
		expect(error?.context).toMatchObject({ step: 'mint' });
		expect(bed.storage.requests).toEqual([]);
	});

	it.each([
		[
			'a web page',
			{ headers: { 'content-type': 'text/html' }, body: '<html><title>Sign in</title>' },
			"“a web page, 'Sign in'” instead of data",
		],
		[
			'no fields',
			{ patch: () => ({ url: 'https://a.example', fileKey: 'k' }) },
			"no usable 'fields'",
		],
		[
			'no file key',
			{ patch: () => ({ url: 'https://a.example', fields: {} }) },
			"no usable 'fileKey'",
		],
		[
			'a URL without https',
			{ patch: () => ({ url: 'http://a.example/', fields: {}, fileKey: 'k' }) },
			'(http://a.example) is not HTTPS',
		],
		[
			'something that is not a URL',
			{ patch: () => ({ url: 'nowhere', fields: {}, fileKey: 'k' }) },
			'is not a URL',
		],
		['null', { body: 'null' }, "no usable 'fields'"],
	])('sends nothing when it returns %s', async (_, reply, words) => {
		bed.storage.requests.length = 0;
		bed.kelviq.script('POST /media/', reply);
		const { error } = await bed.uploadMedia();

		expect(error?.message).toMatch(/^Kelviq did not issue an upload form: /);
		expect(error?.message).toContain(words);
		expect(error?.description).toBe('Step: mint.');
		expect(bed.storage.requests).toEqual([]);
	});

	it('sends nothing when it goes on to return nothing, which may have been cut off', async () => {
		bed.storage.requests.length = 0;
		bed.kelviq.script('POST /media/', { body: '', times: Infinity });
		await setPace(5);
		const { error } = await bed.uploadMedia();
		await setPace(1000);
		bed.kelviq.clearScripts();

		expect(error?.message).toContain('Kelviq returned nothing instead of data');
		expect(error?.description).toBe('Step: mint.');
		expect(bed.kelviq.callsTo('POST /media/').length).toBeGreaterThan(1);
		expect(bed.storage.requests).toEqual([]);
	});

	it('names the files that are stored when one of several is not', async () => {
		bed.kelviq.script('POST /media/', { delayMs: 0 });
		bed.kelviq.script('POST /media/', { status: 400, body: 'down' });
		const { items } = await bed.uploadMedia({
			items: [{ files: { a: png('a', 'a.png'), b: png('b', 'b.png') } }],
			parameters: { binaryPropertyName: 'a,b', options: { concurrency: 1 } },
			onError: 'continueRegularOutput',
		});

		const { error, details } = items[0]!.json as {
			error: string;
			details: { fileKeys: string[]; step: string };
		};
		expect(error).toMatch(
			/^1 of 2 files were stored\. Kelviq did not issue an upload form: Kelviq returned 400 “down”/,
		);
		expect(details.step).toBe('mint');
		expect(details.fileKeys).toHaveLength(1);
		expect(await bed.storage.exists(bed.kelviq.bucket, details.fileKeys[0]!)).toBe(true);
	});
});

/** The form with another policy, which S3 must never see. */
function withPolicy(body: Json, change: (policy: string) => string) {
	const form = body as { fields: { policy: string } };
	const policy = change(Buffer.from(form.fields.policy, 'base64').toString());
	return { ...form, fields: { ...form.fields, policy: Buffer.from(policy).toString('base64') } };
}
