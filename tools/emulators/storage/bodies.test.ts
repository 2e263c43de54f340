import net from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { startStorage, type Storage } from '.';
import { BUCKET, head, sendRaw } from './testSupport';

const KEY = 'file.bin';
const TYPE = { 'Content-Type': 'application/pdf' };
const FIVE_GIB = 5 * 1024 ** 3;
const timeout = { status: 400, code: 'RequestTimeout' };

let storage: Storage;
let putUrl: string;

beforeEach(async () => {
	storage = await startStorage({ buckets: [BUCKET], idleMs: 100 });
	putUrl = await storage.presignPut({ bucket: BUCKET, key: KEY, contentType: 'application/pdf' });
});
afterEach(async () => {
	const stored = await storage.keys(BUCKET);
	await storage.close();
	expect(stored).toEqual([]);
});

async function partialForm(declared: number): Promise<string> {
	const { url, fields } = await storage.presignPost({
		bucket: BUCKET,
		key: KEY,
		contentType: 'text/plain',
	});
	const parts = Object.entries(fields).map(
		([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nhello\r\n';
	const body = parts.join('') + file;
	const type = { 'Content-Type': 'multipart/form-data; boundary=b' };
	return head('POST', url, { ...type, 'Content-Length': body.length + declared }) + body;
}

describe('a PUT', () => {
	it('answers 501 NotImplemented when it is chunked and has no length', async () => {
		const text = `${head('PUT', putUrl, { ...TYPE, 'Transfer-Encoding': 'chunked' })}5\r\nhello\r\n0\r\n\r\n`;
		const reply = await sendRaw(storage.origin, text);
		expect(reply).toMatchObject({ status: 501, code: 'NotImplemented' });
		expect(reply.body).toContain('<Header>Transfer-Encoding</Header>');
	});

	it('answers 411 MissingContentLength with neither length nor encoding', async () => {
		const reply = await sendRaw(storage.origin, head('PUT', putUrl, TYPE));
		expect(reply).toMatchObject({ status: 411, code: 'MissingContentLength' });
	});

	it('answers 400 EntityTooLarge when more than 5 GiB are announced', async () => {
		const text = head('PUT', putUrl, { ...TYPE, 'Content-Length': FIVE_GIB + 1 });
		const reply = await sendRaw(storage.origin, text, true);
		expect(reply).toMatchObject({ status: 400, code: 'EntityTooLarge' });
		expect(reply.body).toContain(`<ProposedSize>${FIVE_GIB + 1}</ProposedSize>`);
		expect(reply.body).toContain(`<MaxSizeAllowed>${FIVE_GIB}</MaxSizeAllowed>`);
	});

	it('answers 400 RequestTimeout when the connection ends before Content-Length bytes', async () => {
		const text = `${head('PUT', putUrl, { ...TYPE, 'Content-Length': 10 })}hello`;
		expect(await sendRaw(storage.origin, text, true)).toMatchObject(timeout);
	});

	it('answers 400 RequestTimeout when the body stalls', async () => {
		const text = `${head('PUT', putUrl, { ...TYPE, 'Content-Length': 10 })}hello`;
		expect(await sendRaw(storage.origin, text)).toMatchObject(timeout);
	});

	it('stores nothing when the connection is reset, and records it as refused', async () => {
		const socket = net.connect(Number(new URL(storage.origin).port), '127.0.0.1');
		socket.write(`${head('PUT', putUrl, { ...TYPE, 'Content-Length': 10 })}hello`, () =>
			socket.resetAndDestroy(),
		);
		while (storage.requests.length === 0) await setImmediate();
		expect(storage.requests).toMatchObject([{ method: 'PUT', status: 400 }]);
	});
});

describe('a form', () => {
	it('answers 400 RequestTimeout when the connection ends within it', async () => {
		expect(await sendRaw(storage.origin, await partialForm(7), true)).toMatchObject(timeout);
	});

	it('answers 400 RequestTimeout when it stalls', async () => {
		expect(await sendRaw(storage.origin, await partialForm(7))).toMatchObject(timeout);
	});

	it('answers 400 MalformedPOSTRequest without a closing boundary', async () => {
		expect(await sendRaw(storage.origin, await partialForm(0))).toMatchObject({
			status: 400,
			code: 'MalformedPOSTRequest',
		});
	});

	it('answers 411 MissingContentLength when it is chunked and has no length', async () => {
		const { url } = await storage.presignPost({ bucket: BUCKET, key: KEY, contentType: 'a/b' });
		const type = { 'Content-Type': 'multipart/form-data; boundary=b' };
		const text = `${head('POST', url, { ...type, 'Transfer-Encoding': 'chunked' })}0\r\n\r\n`;
		const reply = await sendRaw(storage.origin, text);
		expect(reply).toMatchObject({ status: 411, code: 'MissingContentLength' });
	});
});
