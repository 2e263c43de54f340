import { uploadFiles } from '../../../../nodes/shared/storage/source';
import { MAX_FILE_BYTES } from '../../../../nodes/shared/storage/uploadFile';
import { bytesOf } from './file';
import { inMemory, inStorage, itemContext, read, refusal } from './itemContext';

describe('a file in memory', () => {
	it.each([1, 2, 3, 4, 1000])('of %d bytes has its exact size and bytes', async (size) => {
		const content = Buffer.alloc(size, 0xfb);
		const [file] = await read({ data: inMemory(content) });
		expect(file).toMatchObject({ fileName: 'a.pdf', mimeType: 'application/pdf', fileSize: size });
		expect(await bytesOf(await file!.open())).toEqual(content);
	});

	const content = Buffer.alloc(100, 0xfb);
	it.each([
		['without padding', content.toString('base64').replace(/=+$/, '')],
		['in the alphabet for URLs', content.toString('base64url')],
		['with line breaks', content.toString('base64').replace(/.{76}/g, '$&\r\n')],
		['with a line break at the end', `${content.toString('base64')}\n`],
	])('has the size of its bytes when its base64 is written %s', async (_how, data) => {
		const [file] = await read({ data: inMemory('', { data }) });
		expect(file!.fileSize).toBe((await bytesOf(await file!.open())).length);
		expect(file!.fileSize).toBe(100);
	});
});

describe("a file in n8n's storage", () => {
	it('has the size that the storage knows, and is not opened before it is sent', async () => {
		const { context, getBinaryStream } = itemContext({
			binaryPropertyName: 'data',
			items: [{ json: {}, binary: { data: inStorage('id-1') } }],
			sizes: { 'id-1': 12_345 },
		});
		const [file] = await uploadFiles(context, 0);
		expect(file!.fileSize).toBe(12_345);
		expect(getBinaryStream).not.toHaveBeenCalled();
		expect(await bytesOf(await file!.open())).toHaveLength(12_345);
	});

	it('is opened again for every attempt', async () => {
		const [file] = await read({ data: inStorage('id-1') }, { sizes: { 'id-1': 5 } });
		const [first, second] = [await file!.open(), await file!.open()];
		expect(first).not.toBe(second);
		await bytesOf(first);
		expect(await bytesOf(second)).toHaveLength(5);
	});

	it('may have 5 GiB, and is refused unopened when it has one byte more', async () => {
		const items = [{ json: {}, binary: { data: inStorage('id-1') } }];
		const of = { binaryPropertyName: 'data', items };
		const most = itemContext({ ...of, sizes: { 'id-1': MAX_FILE_BYTES } });
		expect((await uploadFiles(most.context, 0))[0]!.fileSize).toBe(5_368_709_120);

		const more = itemContext({ ...of, sizes: { 'id-1': MAX_FILE_BYTES + 1 } });
		await expect(uploadFiles(more.context, 0)).rejects.toMatchObject(
			refusal("'a.pdf' is 5368709121 bytes, over the limit of 5 GiB (5368709120 bytes) per upload"),
		);
		expect(more.getBinaryStream).not.toHaveBeenCalled();
	});

	const gone = refusal(
		"'a.pdf' is no longer in n8n's file storage",
		'Run the node that produces it again',
	);

	it('is refused when it is no longer there, without the path that it had', async () => {
		const rejected = read({ data: inStorage('id-1') });
		await expect(rejected).rejects.toMatchObject(gone);
		await expect(rejected).rejects.not.toMatchObject({ message: expect.stringMatching(/home/) });
	});

	it('is refused when it disappears before it is sent', async () => {
		const sizes: Record<string, number> = { 'id-1': 5 };
		const [file] = await read({ data: inStorage('id-1') }, { sizes });
		delete sizes['id-1'];
		await expect(file!.open()).rejects.toMatchObject(gone);
	});
});

it.each([
	['in memory', inMemory('')],
	['in storage', inStorage('id-1')],
])('refuses an empty file %s', async (_where, data) => {
	await expect(read({ data }, { sizes: { 'id-1': 0 } })).rejects.toMatchObject(
		refusal("'a.pdf' is empty (0 bytes)", 'Check the node that produces it'),
	);
});

describe('the name', () => {
	it.each([
		['of the file, without its folder', { fileName: '../x/b.pdf' }, {}, 'b.pdf'],
		[
			'made from the extension when the file has none',
			{ fileName: '', fileExtension: 'pdf' },
			{},
			'file.pdf',
		],
		['given in Options', {}, { fileName: 'signed\r\n.pdf' }, 'signed.pdf'],
		['of the file when the one in Options is empty', {}, { fileName: '' }, 'a.pdf'],
		['given in Options as a number', {}, { fileName: 2026 }, '2026.pdf'],
	])('is the one %s', async (_which, about, options, fileName) => {
		const [file] = await read({ data: inMemory('x', about) }, { options });
		expect(file!.fileName).toBe(fileName);
	});

	it('given in Options is refused for several files, which would all get it', async () => {
		const binary = { a: inMemory('a'), b: inMemory('b') };
		const of = { binaryPropertyName: 'a, b', options: { fileName: 'x.pdf' } };
		await expect(read(binary, of)).rejects.toMatchObject(
			refusal(
				"'File Name' in Options would give 2 files the same name",
				'Remove it, or upload one file per item',
			),
		);
	});
});
