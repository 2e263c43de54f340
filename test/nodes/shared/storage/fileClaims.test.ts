import { Readable } from 'node:stream';
import { uploadFiles } from '../../../../nodes/shared/storage/source';
import { bytesOf } from './file';
import { inMemory, inStorage, itemContext, read, refusal } from './itemContext';

const PAGE = '\n<!DOCTYPE html><html><head><title>Link\n expired</title></head>';

describe('a file that claims to be a PDF or an image', () => {
	it.each([
		['a web page', PAGE, "a web page, 'Link expired'"],
		['a web page without title', '<html><body>', 'a web page'],
		['a long title', `<title>${'x'.repeat(500)}</title>`, `a web page, '${'x'.repeat(100)}…'`],
		['XML', '<?xml version="1.0"?><Error><Message>Denied</Message></Error>', "XML, 'Denied'"],
		['JSON', '{"error":{"message":"Not \\"found\\""}}', 'JSON, \'Not "found"\''],
		['a JSON list', ' [{"id":1}]', 'JSON'],
	])('and is %s is refused before a byte is sent', async (_what, content, contains) => {
		const wrong = refusal(
			`'a.pdf' is of type application/pdf, but contains ${contains}`,
			'Check the node that downloads it: the link may have expired or require signing in',
		);
		await expect(read({ data: inMemory(content) })).rejects.toMatchObject(wrong);

		const contents = { id: Buffer.from(content) };
		const [file] = await read({ data: inStorage('id') }, { contents });
		await expect(file!.open()).rejects.toMatchObject(wrong);
	});

	it('is refused by the type that its extension gives or the options claim, too', async () => {
		const about = { mimeType: 'application/octet-stream', fileName: 'a.png' };
		await expect(read({ data: inMemory(PAGE, about) })).rejects.toThrow('of type image/png');
		const claims = { options: { mimeType: 'image/webp' } };
		await expect(read({ data: inMemory(PAGE) }, claims)).rejects.toThrow('of type image/webp');
	});

	it.each([
		['text/html', PAGE, "a web page, 'Link expired'"],
		['application/xhtml+xml', '<html><title>Sign in</title>', "a web page, 'Sign in'"],
		['application/json; charset=utf-8', '{"detail":"Gone"}', "JSON, 'Gone'"],
		['text/plain', PAGE, "a web page, 'Link expired'"],
	])('by its name is refused although its type is %s', async (mimeType, content, contains) => {
		const wrong = `'a.pdf' is of type application/pdf, but contains ${contains}`;
		const about = { mimeType, fileName: 'combined' };
		const named = { options: { fileName: 'a.pdf' } };
		await expect(read({ data: inMemory(content, about) }, named)).rejects.toThrow(wrong);

		const contents = { id: Buffer.from(content) };
		const [file] = await read({ data: inStorage('id', { mimeType }) }, { contents });
		await expect(file!.open()).rejects.toThrow(wrong);
	});

	it.each(['text/html', 'text/plain', 'application/json'])(
		'by its name, and is one, keeps its type although a server called it %s',
		async (mimeType) => {
			const [file] = await read({ data: inMemory('%PDF-1.7', { mimeType }) });
			expect(file).toMatchObject({ fileName: 'a.pdf', mimeType: 'application/pdf' });
		},
	);

	it('is let go of when it is refused', async () => {
		const stream = Readable.from([Buffer.from(PAGE), Buffer.alloc(100_000, ' ')]);
		const of = { sizes: { id: 100_100 }, binaryPropertyName: 'data' };
		const items = [{ json: {}, binary: { data: inStorage('id') } }];
		const { context, getBinaryStream } = itemContext({ ...of, items });
		getBinaryStream.mockResolvedValue(stream);
		const [file] = await uploadFiles(context, 0);
		await expect(file!.open()).rejects.toThrow('a web page');
		expect(stream.destroyed).toBe(true);
	});

	it.each([
		['image/svg+xml', 'a.pdf', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
		['image/svg', 'a.svg', '<?xml version="1.0"?><svg/>'],
		['text/html', 'page.html', PAGE],
		['text/html', 'page', PAGE],
		['application/json', 'a.json', '{"a":1}'],
		['application/pdf', 'a.pdf', '{not JSON}'],
		['application/pdf', 'a.pdf', '<< /Type'],
	])('is not one of type %s, called %s, with the bytes %j', async (mimeType, fileName, content) => {
		const contents = { id: Buffer.from(content) };
		const about = { mimeType, fileName };
		for (const data of [inMemory(content, about), inStorage('id', about)]) {
			const [file] = await read({ data }, { contents });
			expect((await bytesOf(await file!.open())).toString()).toBe(content);
		}
	});
});
