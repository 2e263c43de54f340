import { startStorage, type Storage } from '.';
import { BUCKET, changed, send } from './testSupport';

const TYPE = { 'Content-Type': 'application/pdf' };
let storage: Storage;
let key = '';
let count = 0;

beforeAll(async () => void (storage = await startStorage({ buckets: [BUCKET] })));
afterAll(async () => await storage.close());
beforeEach(() => void (key = `folder/file ${++count}.pdf`));

const versions = ['v2', 'v4'] as const;

describe.each(versions)('a presigned PUT, signature %s', (signatureVersion) => {
	const presign = async (o: { expiresInSeconds?: number; bucket?: string } = {}) =>
		await storage.presignPut({
			bucket: BUCKET,
			key,
			contentType: 'application/pdf',
			signatureVersion,
			...o,
		});

	const refused = async (url: string, headers: Record<string, string>, expected: object) => {
		expect(await send('PUT', url, headers, 'hello')).toMatchObject(expected);
		expect(await storage.exists(BUCKET, key)).toBe(false);
	};
	const mismatch = { status: 403, code: 'SignatureDoesNotMatch' };

	it('answers 200 with the MD5 as ETag and stores bytes and type', async () => {
		const reply = await send('PUT', await presign(), TYPE, 'hello');
		expect(reply).toMatchObject({ status: 200, body: '' });
		expect(reply.headers.etag).toBe('"5d41402abc4b2a76b9719d911017c592"');
		expect(await storage.stat(BUCKET, key)).toEqual({
			size: 5,
			contentType: 'application/pdf',
			etag: '5d41402abc4b2a76b9719d911017c592',
			sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
		});
	});

	it('stores an empty object when the body is empty', async () => {
		expect(await send('PUT', await presign(), TYPE)).toMatchObject({ status: 200 });
		expect(await storage.stat(BUCKET, key)).toMatchObject({ size: 0 });
	});

	it('overwrites the object when it is repeated', async () => {
		const url = await presign();
		await send('PUT', url, TYPE, 'first, longer');
		await send('PUT', url, TYPE, 'second');
		expect(await storage.read(BUCKET, key)).toEqual(Buffer.from('second'));
	});

	it('accepts every character in a key', async () => {
		key = "tmp/a b'é(1)+*!&=%25;,@.pdf";
		expect(await send('PUT', await presign(), TYPE, 'x')).toMatchObject({ status: 200 });
		expect(await storage.keys(BUCKET)).toContain(key);
	});

	it('answers 403 AccessDenied "Request has expired" after its time', async () => {
		const url = await presign({ expiresInSeconds: -1 });
		const message = 'Request has expired';
		await refused(url, TYPE, { status: 403, code: 'AccessDenied', message });
	});

	it.each([
		['another', { 'Content-Type': 'image/png' }],
		['no', {}],
		['a longer', { 'Content-Type': 'application/pdf; charset=utf-8' }],
		['a differently written', { 'Content-Type': 'Application/PDF' }],
	])('answers 403 SignatureDoesNotMatch to %s Content-Type', async (_which, headers) => {
		await refused(await presign(), headers as Record<string, string>, mismatch);
	});

	it('answers 403 SignatureDoesNotMatch when the signature was changed', async () => {
		const name = signatureVersion === 'v2' ? 'Signature' : 'X-Amz-Signature';
		await refused(changed(await presign(), name, 'AAAA'), TYPE, mismatch);
	});

	it('answers 403 SignatureDoesNotMatch when the expiry was changed', async () => {
		const [name, value] =
			signatureVersion === 'v2' ? ['Expires', '4102444800'] : ['X-Amz-Expires', '7200'];
		await refused(changed(await presign(), name!, value!), TYPE, mismatch);
	});

	it('answers 403 SignatureDoesNotMatch when the key was changed', async () => {
		const url = (await presign()).replace('folder/', 'other/');
		await refused(url, TYPE, mismatch);
		expect((await storage.keys(BUCKET)).some((k) => k.startsWith('other/'))).toBe(false);
	});

	it('answers 403 SignatureDoesNotMatch to another method', async () => {
		const url = await presign();
		await send('PUT', url, TYPE, 'hello');
		expect(await send('DELETE', url, TYPE)).toMatchObject(mismatch);
		expect(await send('GET', url, TYPE)).toMatchObject(mismatch);
		expect(await storage.exists(BUCKET, key)).toBe(true);
	});

	it('answers 403 to an x-amz-* header that was not signed', async () => {
		const headers = { ...TYPE, 'x-amz-acl': 'public-read' };
		const code = signatureVersion === 'v2' ? 'SignatureDoesNotMatch' : 'AccessDenied';
		await refused(await presign(), headers, { status: 403, code });
	});

	it('answers 404 NoSuchBucket when the bucket is missing', async () => {
		const url = await presign({ bucket: 'missing' });
		await refused(url, TYPE, { status: 404, code: 'NoSuchBucket' });
	});
});

it('gives an object back through a presigned GET', async () => {
	const put = { bucket: BUCKET, key, contentType: 'application/pdf' };
	await send('PUT', await storage.presignPut(put), TYPE, 'hello');
	const reply = await send('GET', await storage.presignGet({ bucket: BUCKET, key }));
	expect(reply).toMatchObject({ status: 200, body: 'hello' });
	expect(reply.headers['content-type']).toBe('application/pdf');
	const late = await storage.presignGet({ bucket: BUCKET, key, expiresInSeconds: -1 });
	expect(await send('GET', late)).toMatchObject({ status: 403, code: 'AccessDenied' });
});

it('answers errors as one XML document whose text is escaped once', async () => {
	const url = `${storage.origin}/${BUCKET}/a?AWSAccessKeyId=${encodeURIComponent(`<&'`)}&Expires=1&Signature=x`;
	const { body, headers } = await send('PUT', url);
	expect(headers['content-type']).toMatch(/^application\/xml/);
	expect(body).toMatch(
		/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error><Code>InvalidAccessKeyId</,
	);
	expect(body).toContain('<AWSAccessKeyId>&lt;&amp;&#39;</AWSAccessKeyId>');
	expect(body).toContain(`<RequestId>${headers['x-amz-request-id']}</RequestId>`);
});
