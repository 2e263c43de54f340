import { client } from '../client';
import { kelviqBed, postForm } from './testSupport';

const image = { fileName: 'café photo.png', fileType: 'image/png' };
const bed = kelviqBed();

describe('keys', () => {
	it('is reached below /api/v1 only', async () => {
		expect(bed.kelviq.baseUrl).toBe(`${bed.kelviq.origin}/api/v1`);
		const { status, data } = await client(bed.kelviq.origin, bed.kelviq.apiKey).get(
			'/catalog/products/',
		);
		expect([status, data]).toEqual([404, { detail: 'Not found.' }]);
	});

	it('answers 401 without a key before it looks at the request', async () => {
		const { status, data } = await client(bed.kelviq.baseUrl).post('/media/', {});
		expect(status).toBe(401);
		expect(data).toEqual({ detail: 'Authentication credentials were not provided.' });
	});

	it('answers 401 for a wrong key', async () => {
		const { status, data } = await client(bed.kelviq.baseUrl, 'wrong').get('/catalog/products/');
		expect([status, data]).toEqual([401, { detail: 'Invalid API key.' }]);
	});
});

describe('POST /media/', () => {
	it('gives a form for one temporary key that ends in the file name', async () => {
		const { status, data } = await bed.http.post('/media/', image);
		expect(status).toBe(200);
		expect(data.fileKey).toMatch(/^tmp\/[0-9a-f-]{36}\/café photo\.png$/);
		expect(data.fields).toMatchObject({ key: data.fileKey, 'Content-Type': 'image/png' });
		expect(bed.kelviq.minted.get(data.fileKey)).toEqual({ fileKey: data.fileKey, ...image });

		expect((await postForm(data, Buffer.from('PNG'))).status).toBe(204);
		expect(await bed.storage.stat(bed.kelviq.bucket, data.fileKey)).toMatchObject({
			size: 3,
			contentType: 'image/png',
		});
	});

	it('gives another key for the same file name', async () => {
		const answers = [await bed.http.post('/media/', image), await bed.http.post('/media/', image)];
		expect(new Set(answers.map(({ data }) => data.fileKey)).size).toBe(2);
	});

	it('limits the posted file to maxBytes', async () => {
		bed.kelviq.maxBytes = 10;
		const form = (await bed.http.post('/media/', image)).data;
		expect((await postForm(form, Buffer.alloc(11))).status).toBe(400);
		expect((await postForm(form, Buffer.alloc(10))).status).toBe(204);
	});

	it.each([
		['both fields missing', {}, { fileName: /required/, fileType: /required/ }],
		['an empty name', { ...image, fileName: '' }, { fileName: /blank/ }],
		['a type that is not text', { ...image, fileType: 7 }, { fileType: /valid string/ }],
		['a field it does not know', { ...image, fileSize: 7 }, { fileSize: /Unknown/ }],
		['names in snake case', { file_name: 'a', fileType: 'b' }, { fileName: /./, file_name: /./ }],
	])('answers 400 keyed by field for %s', async (_title, body, texts) => {
		const { status, data } = await bed.http.post('/media/', body);
		const wanted = Object.entries(texts).map(([name, text]) => [
			name,
			[expect.stringMatching(text)],
		]);
		expect(status).toBe(400);
		expect(data).toEqual(Object.fromEntries(wanted));
		expect(bed.kelviq.minted.size).toBe(0);
	});

	it('answers 404 without the slash at the end', async () => {
		const { status, data } = await bed.http.post('/media', image);
		expect([status, data]).toEqual([404, { detail: 'Not found.' }]);
	});

	it('answers 405 for another method', async () => {
		const { status, data } = await bed.http.get('/media/');
		expect([status, data]).toEqual([405, { detail: 'Method "GET" not allowed.' }]);
	});

	it('answers 415 for a body that is not JSON', async () => {
		const { status, data } = await bed.http.post('/media/', 'fileName=a');
		expect([status, data]).toEqual([415, { detail: expect.stringContaining('media type') }]);
	});

	it('answers 400 for JSON that cannot be read', async () => {
		const headers = { 'Content-Type': 'application/json' };
		const { status, data } = await bed.http.post('/media/', '{"fileName', { headers });
		expect([status, data]).toEqual([400, { detail: expect.stringMatching(/^JSON parse error/) }]);
	});
});
