import { mkdtemp, readdir, rmdir } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import { join } from 'node:path';
import { startStorage, type Storage } from '.';
import { BUCKET, send, sendForm } from './testSupport';

const put = { bucket: BUCKET, key: 'file.bin', contentType: 'application/pdf' };
const TYPE = { 'Content-Type': 'application/pdf' };
let storage: Storage;

beforeEach(async () => void (storage = await startStorage({ buckets: [BUCKET] })));
afterEach(async () => await storage.close());

it('records every request with its status, headers and address, and no body', async () => {
	const { pathname, search, href } = new URL(await storage.presignPut(put));
	await send('PUT', href, TYPE, 'hello');
	await send('PUT', href, { 'Content-Type': 'image/png' }, 'hello');
	await send('GET', `${storage.origin}/`);
	expect(storage.requests).toEqual([
		{
			method: 'PUT',
			url: pathname + search,
			headers: expect.objectContaining({
				'content-type': 'application/pdf',
				'content-length': '5',
			}),
			status: 200,
		},
		expect.objectContaining({ method: 'PUT', status: 403 }),
		expect.objectContaining({ method: 'GET', url: '/', status: 403 }),
	]);
	// s3rver copies the query's x-amz-* parameters into the headers; the record has what arrived.
	expect(storage.requests[0]!.headers).not.toHaveProperty('x-amz-security-token');
});

it('ends the uploads under way when it is reset, and keeps nothing of them', async () => {
	const url = await storage.presignPut(put);
	const request = http.request(url, { method: 'PUT', headers: { ...TYPE, 'Content-Length': 10 } });
	const ended = new Promise<NodeJS.ErrnoException>((resolve) => request.once('error', resolve));
	await new Promise((resolve) => request.write('hello', resolve));
	// The first bytes have arrived once the upload has begun.
	await send('PUT', await storage.presignPut({ ...put, key: 'whole.bin' }), TYPE, 'hello');
	await storage.reset();

	expect((await ended).code).toBe('ECONNRESET');
	expect(await storage.keys(BUCKET)).toEqual([]);
	await send('PUT', url, TYPE, 'hello');
	expect(await storage.keys(BUCKET)).toEqual(['file.bin']);
});

it('knows nothing of objects and buckets that do not exist', async () => {
	expect(await storage.stat(BUCKET, 'missing')).toBeUndefined();
	expect(await storage.exists('missing', 'missing')).toBe(false);
	expect(await storage.keys('missing')).toEqual([]);
	await expect(storage.read(BUCKET, 'missing')).rejects.toThrow('No object missing');
});

it('shows an object only when its last byte has arrived', async () => {
	const url = await storage.presignPut(put);
	const headers = { ...TYPE, 'Content-Length': 10, Expect: '100-continue' };
	const request = http.request(url, { method: 'PUT', headers });
	const answered = new Promise<http.IncomingMessage>((resolve) =>
		request.once('response', resolve),
	);
	request.flushHeaders();
	await new Promise((resolve) => request.once('continue', resolve));
	await new Promise((resolve) => request.write('hello', resolve));
	// A second request on another connection gets through while the first one is in progress.
	const get = await storage.presignGet(put);
	expect(await send('GET', get)).toMatchObject({ status: 404, code: 'NoSuchKey' });
	expect(await storage.exists(BUCKET, put.key)).toBe(false);
	request.end('world');
	const answer = await answered;
	answer.resume();
	expect(answer.statusCode).toBe(200);
	expect(await storage.read(BUCKET, put.key)).toEqual(Buffer.from('helloworld'));
});

it('keeps the old object when its replacement is refused', async () => {
	const { url, fields } = await storage.presignPost({ ...put, maxBytes: 5 });
	await sendForm(url, fields, 'first');
	await sendForm(url, fields, 'second is too large');
	expect(await storage.read(BUCKET, put.key)).toEqual(Buffer.from('first'));
});

it('stores many objects sent at once', async () => {
	const names = Array.from({ length: 20 }, (_, i) => `many/${String(i).padStart(2, '0')}`);
	const body = Buffer.alloc(300_000, 'x');
	const replies = await Promise.all(
		names.map(
			async (key) => await send('PUT', await storage.presignPut({ ...put, key }), TYPE, body),
		),
	);
	expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
	expect(await storage.keys(BUCKET)).toEqual(names);
});

it('keeps storages apart: each has its own keys and objects', async () => {
	const other = await startStorage({ buckets: [BUCKET] });
	try {
		await send('PUT', await storage.presignPut(put), TYPE, 'hello');
		expect(await other.keys(BUCKET)).toEqual([]);
		const theirs = (await storage.presignPut(put)).replace(storage.origin, other.origin);
		expect(await send('PUT', theirs, TYPE, 'hello')).toMatchObject({ code: 'InvalidAccessKeyId' });
	} finally {
		await other.close();
	}
});

it('drops connections and leaves no folder behind when it is closed', async () => {
	const folder = await mkdtemp(join(os.tmpdir(), 'storage-test-'));
	jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
	const own = await startStorage({ buckets: [BUCKET] });
	jest.restoreAllMocks();
	expect(await readdir(folder)).toHaveLength(1);

	const headers = { ...TYPE, 'Content-Length': 10, Expect: '100-continue' };
	const request = http.request(await own.presignPut(put), { method: 'PUT', headers });
	const dropped = new Promise<Error>((resolve) => request.once('error', resolve));
	request.flushHeaders();
	await new Promise((resolve) => request.once('continue', resolve));
	request.write('hello');
	await own.close();
	expect(await dropped).toMatchObject({ code: 'ECONNRESET' });
	await expect(send('GET', own.origin)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	await rmdir(folder); // fails unless it is empty
});
