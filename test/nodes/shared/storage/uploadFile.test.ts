import { uploadFiles } from '../../../../nodes/shared/storage/source';
import { karmaCheckType } from '../../../../nodes/KarmaCheck/api/mimeTypes';
import { inMemory, inStorage, itemContext, read, refusal } from './itemContext';

const PDF = '%PDF-1.7 signed';
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe('the type of a file', () => {
	it.each([
		['its own', {}, {}, 'application/pdf'],
		['its own, with a plus sign', { mimeType: 'image/svg+xml' }, {}, 'image/svg+xml'],
		[
			'its own, without parameters',
			{ mimeType: 'application/pdf; name="März.pdf"' },
			{},
			'application/pdf',
		],
		['its own, in lower case', { mimeType: ' APPLICATION/PDF ' }, {}, 'application/pdf'],
		['its own, although its extension is of another', { mimeType: 'image/png' }, {}, 'image/png'],
		[
			'its own, of plain text with an extension',
			{ mimeType: 'text/plain', fileName: 'a.log' },
			{},
			'text/plain',
		],
		['given in Options', {}, { mimeType: ' image/JPG; q=1 ' }, 'image/jpeg'],
		[
			'given in Options, generic as it is',
			{},
			{ mimeType: 'application/octet-stream' },
			'application/octet-stream',
		],
		[
			'of the name given in Options',
			{ mimeType: '', fileName: 'x' },
			{ fileName: 'x.csv' },
			'text/csv',
		],
		[
			'of its own name where the one in Options tells nothing',
			{ mimeType: '', fileName: 'x.csv' },
			{ fileName: 'Table' },
			'text/csv',
		],
		[
			'of the extension that n8n knows it by',
			{ mimeType: '', fileName: '', fileExtension: 'csv' },
			{},
			'text/csv',
		],
	])('is %s', async (_which, about, options, mimeType) => {
		const [file] = await read({ data: inMemory('x', about) }, { options });
		expect(file!.mimeType).toBe(mimeType);
	});

	it.each([
		...['application/octet-stream', 'binary/octet-stream', 'application/force-download', ''],
		...['application/x-pdf', 'pdf', 'application/', 'a b/c', 'text/é', '*/*'],
		...['text/plain\r\nX-Header: 1', null, undefined],
	])('is that of its extension when it says %j of itself', async (mimeType) => {
		const about = { fileName: 'offer.PDF', mimeType: mimeType as string };
		for (const data of [inMemory(PNG, about), inStorage('id', about)]) {
			const [file] = await read({ data }, { sizes: { id: 9 } });
			expect(file).toMatchObject({ fileName: 'offer.PDF', mimeType: 'application/pdf' });
			expect(file!.decide).toBeUndefined();
		}
	});

	it.each([
		['text/plain', 'contract', PDF, 'application/pdf', 'contract.pdf'],
		['text/plain', '', PDF, 'application/pdf', 'file.pdf'],
		['application/octet-stream', 'scan.bin', PDF, 'application/pdf', 'scan.bin'],
		['application/octet-stream', 'photo', PNG, 'image/png', 'photo.png'],
		['application/octet-stream', 'notes', 'Dear Sir', 'text/plain', 'notes.txt'],
		['text/plain', 'data', Buffer.from([1, 2, 0]), 'application/octet-stream', 'data'],
		['text/plain', 'LICENSE', 'MIT', 'text/plain', 'LICENSE.txt'],
	])('%s of %j is read from its bytes', async (mimeType, fileName, content, expected, named) => {
		// n8n derives its extension from what it guessed.
		const about = { mimeType, fileName, fileExtension: mimeType === 'text/plain' ? 'txt' : 'bin' };
		const [inItem] = await read({ data: inMemory(content, about) });
		expect(inItem).toMatchObject({ fileName: named, mimeType: expected });

		const contents = { id: Buffer.from(content) };
		const [file] = await read({ data: inStorage('id', about) }, { contents });
		expect(file!.decide!(contents.id)).toEqual({ fileName: named, mimeType: expected });
	});

	it("is in the vendor's own word", async () => {
		const typed = async (about: object) => {
			const items = [{ json: {}, binary: { data: inMemory('{\\rtf1 x}', about) } }];
			const { context } = itemContext({ binaryPropertyName: 'data', items });
			return (await uploadFiles(context, 0, karmaCheckType))[0]!.mimeType;
		};
		expect(await typed({ mimeType: 'text/rtf', fileName: 'a.rtf' })).toBe('application/rtf');
		expect(await typed({ mimeType: 'application/vnd.rar' })).toBe('application/x-rar-compressed');
		expect(await typed({ mimeType: '', fileName: 'a' })).toBe('application/rtf');
	});
});

describe("'MIME Type' in Options", () => {
	it.each(['pdf', 'application/', 'a b/c', 'text/é', `${'x'.repeat(300)}`])(
		'is refused when it is none (%j)',
		async (mimeType) => {
			await expect(read({ data: inMemory('x') }, { options: { mimeType } })).rejects.toMatchObject(
				refusal(
					`'${mimeType.slice(0, 100)}' in 'MIME Type' is not a MIME type`,
					'Enter one such as application/pdf',
				),
			);
		},
	);

	const [pdf, other] = [inMemory(PDF), inMemory('%PDF 2', { mimeType: '', fileName: 'b' })];
	const png = inMemory(PNG, { mimeType: 'image/png', fileName: 'b.png' });
	const of = { binaryPropertyName: 'a, b', options: { mimeType: 'application/pdf' } };

	it('is for files of one kind', async () => {
		const files = await read({ a: pdf, b: other }, of);
		expect(files.map(({ mimeType }) => mimeType)).toEqual(['application/pdf', 'application/pdf']);
	});

	it.each([
		['declared', png],
		['in the bytes', { ...png, mimeType: '', fileName: 'b' }],
	])('is refused for files whose own types differ, as they are %s', async (_where, b) => {
		await expect(read({ a: pdf, b }, of)).rejects.toMatchObject(
			refusal(
				"'MIME Type' in Options is application/pdf, but the item has a file of type image/png",
				'Remove it: each file then keeps its own type',
			),
		);
	});
});
