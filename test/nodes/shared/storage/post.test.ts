import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import busboy from 'busboy';
import FormData from 'form-data';
import { bodyOf } from '../../../../nodes/shared/storage/body';
import { postRequest } from '../../../../nodes/shared/storage/post';
import { bytesOf, fileOf } from './file';

const URL_ = 'https://bucket.s3.amazonaws.com/?a=b+c';
const BOUNDARY = 'n8n-0123456789';
const FIELDS = {
	'Content-Type': 'image/png',
	key: 'tmp/uploads/1/photo.png',
	AWSAccessKeyId: 'AKIAEXAMPLE',
	policy: 'eyJjb25kaXRpb25zIjpbXX0=',
	signature: 'a+b/c=',
};
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff]);

/** The same form, built by the package that most Node projects use. */
function oracle(fields: Record<string, string>, bytes: Buffer, filename: string, type: string) {
	const form = new FormData();
	form.setBoundary(BOUNDARY);
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append('file', bytes, { filename, contentType: type });
	return form.getBuffer();
}

const cases: Array<[string, Record<string, string>, string, Buffer]> = [
	['the fields of a policy', FIELDS, 'photo.png', PNG],
	['no fields', {}, 'photo.png', PNG],
	['a file name with quotes', FIELDS, 'résumé "1".png', PNG],
	['a file name with line breaks', FIELDS, 'a\r\nX: y\n.png', PNG],
	['a file name beyond Latin', FIELDS, '履歴書 😀.png', PNG],
	['a file name with a semicolon and a percent sign', FIELDS, "a; b=50%22'.png", PNG],
	['field names with quotes and line breaks', { 'a"b\r\nc': 'x', é: 'y' }, 'a.png', PNG],
	['values beyond ASCII, with line breaks, or empty', { a: 'é😀', b: '1\r\n2', c: '' }, 'a', PNG],
	[
		'a file that looks like the end of the form',
		FIELDS,
		'a',
		Buffer.from(`\r\n--${BOUNDARY}x\r\n`),
	],
	['an empty file', FIELDS, 'a.png', Buffer.alloc(0)],
];

describe.each(cases)('a form with %s', (_what, fields, fileName, bytes) => {
	it.each(['buffer', 'stream'] as const)(
		'has, from a %s, the very bytes that form-data makes, and the length that it declares',
		async (as) => {
			const file = fileOf(bytes, { fileName, mimeType: 'image/png' }, as);
			const request = postRequest({ url: URL_, fields }, file, BOUNDARY);
			const body = await bytesOf(bodyOf(await file.open(), request, file));
			expect(body.toString('latin1')).toBe(
				oracle(fields, bytes, fileName, 'image/png').toString('latin1'),
			);
			expect(request.headers).toEqual({
				'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
				'Content-Length': String(body.length),
			});
		},
	);
});

it('is read by a form parser as the fields in their order, then the file, then nothing', async () => {
	const file = fileOf(PNG, { fileName: '履歴書.png', mimeType: 'image/png' });
	const request = postRequest({ url: URL_, fields: FIELDS }, file);
	const parser = busboy({
		headers: { 'content-type': request.headers['Content-Type'] },
		defParamCharset: 'utf8',
	});
	const parts: unknown[] = [];
	parser.on('field', (name, value) => parts.push([name, value]));
	parser.on('file', (name, stream, { filename, mimeType }) => {
		const part = { name, filename, mimeType, bytes: Buffer.alloc(0) };
		parts.push(part);
		stream.on('data', (chunk: Buffer) => (part.bytes = Buffer.concat([part.bytes, chunk])));
	});
	const closed = new Promise((resolve, reject) =>
		parser.once('close', resolve).once('error', reject),
	);
	parser.end(await bytesOf(bodyOf(await file.open(), request, file)));
	await closed;
	expect(parts).toEqual([
		...Object.entries(FIELDS),
		{ name: 'file', filename: '履歴書.png', mimeType: 'image/png', bytes: PNG },
	]);
});

it('is a POST to the URL of the policy, unchanged', () => {
	expect(postRequest({ url: URL_, fields: FIELDS }, fileOf('x'))).toMatchObject({
		method: 'POST',
		url: URL_,
	});
});

it('has a boundary of its own every time, of characters that need no quotes', () => {
	const types = [1, 2].map(
		() => postRequest({ url: URL_, fields: {} }, fileOf('x')).headers['Content-Type'],
	);
	expect(types[0]).not.toBe(types[1]);
	for (const type of types) expect(type).toMatch(/boundary=[\w-]{30,70}$/);
});

it('declares the length of a file that is too large for memory', () => {
	const fileSize = 5 * 1024 ** 3;
	const around = Number(
		postRequest({ url: URL_, fields: FIELDS }, fileOf(''), BOUNDARY).headers['Content-Length'],
	);
	const { headers } = postRequest(
		{ url: URL_, fields: FIELDS },
		fileOf('', { fileSize }),
		BOUNDARY,
	);
	expect(headers['Content-Length']).toBe(String(fileSize + around));
});

it('reads a stream only as fast as it is sent', async () => {
	let read = 0;
	const chunk = Buffer.alloc(64 * 1024);
	const source = new Readable({
		read() {
			read += 1;
			this.push(read > 400 ? null : chunk);
		},
	});
	const file = fileOf('', { fileSize: 400 * chunk.length });
	const request = postRequest({ url: URL_, fields: {} }, file, BOUNDARY);
	const body = bodyOf(source, request, file) as Readable;
	const chunks = body[Symbol.asyncIterator]();
	for (let i = 0; i < 3; i += 1) await chunks.next();
	expect(read).toBeLessThan(40);
	await chunks.return?.();
	source.destroy();
});

it('ends with the error of a file that cannot be read to its end', async () => {
	const source = new Readable({
		read() {
			this.destroy(new Error('disk'));
		},
	});
	const file = fileOf('x');
	const body = bodyOf(source, postRequest({ url: URL_, fields: {} }, file), file) as Readable;
	await expect(text(body)).rejects.toThrow('disk');
});
