import { startStorage, type PresignedPost, type Storage } from '.';
import { BUCKET, send, sendForm } from './testSupport';

let storage: Storage;
let key = '';
let count = 0;

beforeAll(async () => void (storage = await startStorage({ buckets: [BUCKET] })));
afterAll(async () => await storage.close());
beforeEach(() => void (key = `tmp/${++count}/photo é.png`));

describe.each(['v2', 'v4'] as const)('a form, signature %s', (signatureVersion) => {
	const presign = async (o: object = {}): Promise<PresignedPost> =>
		await storage.presignPost({
			bucket: BUCKET,
			key,
			contentType: 'image/png',
			signatureVersion,
			...o,
		});
	const nothingStored = async () => expect(await storage.exists(BUCKET, key)).toBe(false);

	it('answers 204, empty, with ETag and Location, and stores bytes and type', async () => {
		const { url, fields } = await presign();
		const reply = await sendForm(url, fields, 'hello');
		expect(reply).toMatchObject({ status: 204, body: '' });
		expect(reply.headers).toMatchObject({
			etag: '"5d41402abc4b2a76b9719d911017c592"',
			location: `${storage.origin}/${BUCKET}/${encodeURIComponent(key)}`,
		});
		expect(await storage.stat(BUCKET, key)).toMatchObject({ size: 5, contentType: 'image/png' });
	});

	it('lets the fields win over the type and name of the file part', async () => {
		const { url, fields } = await presign();
		await sendForm(url, fields, 'hello', { type: 'text/plain' });
		expect(await storage.stat(BUCKET, key)).toMatchObject({ contentType: 'image/png' });
	});

	it('takes field names in any letter case', async () => {
		const { url, fields } = await presign();
		const upper = Object.entries(fields).map(([name, value]) => [name.toUpperCase(), value]);
		const reply = await sendForm(url, Object.fromEntries(upper) as typeof fields, 'hello');
		expect(reply).toMatchObject({ status: 204 });
	});

	it('ignores what follows the file', async () => {
		const { url, fields } = await presign();
		const reply = await sendForm(url, fields, 'hello', { after: { surplus: 'x', key: 'other' } });
		expect(reply).toMatchObject({ status: 204 });
		expect(await storage.exists(BUCKET, 'other')).toBe(false);
	});

	it('answers 400 InvalidArgument to a form with no file or with two', async () => {
		const { url, fields } = await presign();
		const expected = {
			status: 400,
			code: 'InvalidArgument',
			message: 'POST requires exactly one file upload per request.',
		};
		expect(await sendForm(url, fields, undefined)).toMatchObject(expected);
		const after = { file: 'another' };
		expect(await sendForm(url, fields, 'hello', { after })).toMatchObject(expected);
		await nothingStored();
	});

	it('stores a file of exactly the largest and of exactly the smallest size', async () => {
		const { url, fields } = await presign({ minBytes: 3, maxBytes: 5 });
		expect(await sendForm(url, fields, '12345')).toMatchObject({ status: 204 });
		expect(await sendForm(url, fields, '123')).toMatchObject({ status: 204 });
	});

	it('answers 400 EntityTooLarge, with both sizes, to one byte more', async () => {
		const { url, fields } = await presign({ maxBytes: 5 });
		const reply = await sendForm(url, fields, '123456');
		expect(reply).toMatchObject({ status: 400, code: 'EntityTooLarge' });
		expect(reply.body).toContain(
			'<ProposedSize>6</ProposedSize><MaxSizeAllowed>5</MaxSizeAllowed>',
		);
		await nothingStored();
	});

	it('answers 400 EntityTooSmall to one byte less', async () => {
		const { url, fields } = await presign({ minBytes: 3 });
		const reply = await sendForm(url, fields, '12');
		expect(reply).toMatchObject({ status: 400, code: 'EntityTooSmall' });
		expect(reply.body).toContain(
			'<ProposedSize>2</ProposedSize><MinSizeAllowed>3</MinSizeAllowed>',
		);
		await nothingStored();
	});

	it('answers 400 InvalidArgument to an Authorization header', async () => {
		const { url, fields } = await presign();
		const headers = { Authorization: 'Bearer abc' };
		expect(await sendForm(url, fields, 'hello', { headers })).toMatchObject({
			status: 400,
			code: 'InvalidArgument',
			message: 'Unsupported Authorization Type',
		});
		await nothingStored();
	});

	it('answers 404 NoSuchBucket when the bucket is missing', async () => {
		const { url, fields } = await presign({ bucket: 'missing' });
		const reply = await sendForm(url, fields, 'hello');
		expect(reply).toMatchObject({ status: 404, code: 'NoSuchBucket' });
	});
});

it('answers 412 PreconditionFailed to a body that is no multipart form', async () => {
	const { url, fields } = await storage.presignPost({ bucket: BUCKET, key, contentType: 'a/b' });
	const body = new URLSearchParams(fields).toString();
	const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
	const reply = await send('POST', url, type, body);
	expect(reply).toMatchObject({ status: 412, code: 'PreconditionFailed' });
});

it('lists the V2 fields in boto3 order and the policy as boto3 writes it', async () => {
	const { url, fields } = await storage.presignPost({ bucket: BUCKET, key, contentType: 'a/b' });
	expect(url).toBe(`${storage.origin}/${BUCKET}/`);
	expect(Object.keys(fields)).toEqual([
		'Content-Type',
		'key',
		'AWSAccessKeyId',
		'policy',
		'signature',
	]);
	expect(JSON.parse(Buffer.from(fields.policy!, 'base64').toString())).toEqual({
		expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
		conditions: [
			{ 'Content-Type': 'a/b' },
			['content-length-range', 0, 5368709120],
			{ bucket: BUCKET },
			{ key },
		],
	});
});
