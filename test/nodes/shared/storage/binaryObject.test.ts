import type { IBinaryData } from 'n8n-workflow';
import { bytesOf } from './file';
import { inMemory, itemContext, read, refusal } from './itemContext';
import { uploadFiles } from '../../../../nodes/shared/storage/source';

const PDF = Buffer.from('%PDF-1.7 by hand');
const base64 = PDF.toString('base64');

/** A file of the item as a Code node may have made it. */
const byHand = (file: unknown) => ({ data: file as IBinaryData });

describe('a file made by hand', () => {
	it.each([
		['a data URI', { data: `data:application/pdf;base64,${base64}` }],
		['a data URI with parameters', { data: `data:application/pdf;name=a.pdf;base64,${base64}` }],
		['a data URI in capitals', { data: ` DATA:application/pdf;BASE64,${base64}\n` }],
		[
			'a data URI without base64',
			{ data: `data:application/pdf,${encodeURIComponent(String(PDF))}` },
		],
		['a data URI of no type', { data: `data:;base64,${base64}`, mimeType: 'application/pdf' }],
		['base64', { data: base64, mimeType: 'application/pdf' }],
	])('as %s has its bytes and its type', async (_what, about) => {
		const [file] = await read(byHand({ fileName: 'a.pdf', ...about }));
		expect(file).toMatchObject({ fileName: 'a.pdf', fileSize: PDF.length });
		expect(file!.mimeType).toMatch(/^application\/pdf/);
		expect(await bytesOf(await file!.open())).toEqual(PDF);
	});

	it('keeps its own type before that of its data URI', async () => {
		const data = `data:text/plain;base64,${base64}`;
		const [file] = await read(byHand({ data, mimeType: 'application/pdf', fileName: 'a.pdf' }));
		expect(file!.mimeType).toBe('application/pdf');
	});

	it('may be a data URI that an expression returned, without anything else', async () => {
		const binaryPropertyName = { data: `data:application/pdf;base64,${base64}` };
		const [file] = await read({}, { binaryPropertyName });
		expect(await bytesOf(await file!.open())).toEqual(PDF);
	});

	it.each([
		['text', 'Hello, world!'],
		['a word', 'Hello'],
		['words with blanks', 'four more words here'],
		['letters whose last bits say that they are no base64', 'Helloworld'],
		['base64 whose plus signs became blanks', 'JVBE Ri0x'],
		['padding in the middle', 'JV==BERi'],
		['too much padding', 'JVBE==='],
		['a web page', '<html></html>'],
		['letters of other scripts', 'JVBÉ'],
		['a data URI of text that should be base64', 'data:text/plain;base64,Hello, world!'],
		['a data URI with a broken escape', 'data:text/plain,100%'],
	])('is refused when its content is %s', async (_what, data) => {
		const reading = read(byHand({ data, mimeType: 'application/pdf', fileName: 'a.pdf' }));
		await expect(reading).rejects.toMatchObject(
			refusal("the 'data' of the file in 'data' is not base64"),
		);
	});

	it.each([
		['has a list for content', { data: ['JVBE'] }, "the 'data' of the file in 'data' is not text"],
		[
			'has bytes for content',
			{ data: { type: 'Buffer', data: [1] } },
			"the 'data' of the file in 'data' is not text",
		],
		['has no content', {}, "the file in 'data' has no content in 'data'"],
		['has null for content', { data: null }, "the file in 'data' has no content in 'data'"],
		[
			'has content of its prototype only',
			Object.create({ data: base64 }),
			"the file in 'data' has no content in 'data'",
		],
		[
			'has a number for a name',
			{ fileName: 2024 },
			"the 'fileName' of the file in 'data' is not text",
		],
		[
			'has a number for a type',
			{ mimeType: 5 },
			"the 'mimeType' of the file in 'data' is not text",
		],
		[
			'has a list for an extension',
			{ fileExtension: ['pdf'] },
			"the 'fileExtension' of the file in 'data' is not text",
		],
		['has a number for an id', { id: 5 }, "the 'id' of the file in 'data' is not text"],
	])('is refused when it %s', async (_what, about, what) => {
		const file = Object.getPrototypeOf(about) === Object.prototype;
		const content = 'data' in about || what.includes('no content') ? {} : { data: base64 };
		const made = file ? { mimeType: 'application/pdf', ...content, ...about } : about;
		await expect(read(byHand(made))).rejects.toMatchObject(
			refusal(
				what,
				'Have the node before output a file as n8n makes it, in a Code node with this.helpers.prepareBinaryData',
			),
		);
	});

	it.each(['JVBERi0=', 5, true])('is refused when it is %j and no object', async (file) => {
		await expect(read(byHand(file))).rejects.toMatchObject(
			refusal("the file in 'data' is not a file"),
		);
	});

	it.each([5, true])(
		'is refused when its type is %j, from an expression as well',
		async (mimeType) => {
			const reading = read({}, { binaryPropertyName: { data: base64, mimeType } });
			await expect(reading).rejects.toMatchObject(
				refusal(
					"the 'mimeType' of the file from the expression in 'Input Data Field Name' is not text",
				),
			);
		},
	);

	it('may be without name and type', async () => {
		const [file] = await read(byHand({ data: base64, fileName: null }));
		expect(file!.fileName).toMatch(/^file/);
	});

	it('is checked in a moment when it is large', async () => {
		const content = Buffer.alloc(16 * 1024 ** 2, 0xfb);
		const { context } = itemContext({
			binaryPropertyName: 'data',
			items: [{ json: {}, binary: { data: inMemory(content) } }],
		});
		const [file] = await uploadFiles(context, 0);
		expect(file!.fileSize).toBe(content.length);
	}, 5_000);
});
