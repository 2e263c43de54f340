import { uploadFiles } from '../../../../nodes/shared/storage/source';
import { inMemory, inStorage, itemContext, read, refusal } from './itemContext';
import { knowsCombinedBinaries } from '../../../support/features';

describe("'Input Data Field Name'", () => {
	const binary = {
		first: inMemory('1', { fileName: '1.pdf' }),
		second: inMemory('2', { fileName: '2.pdf' }),
	};
	const object = inMemory('3', { fileName: '3.pdf' });

	it.each([
		['one name', 'second', ['2.pdf']],
		['names between commas, in their order', ' second ,first,, ', ['2.pdf', '1.pdf']],
		['a list of names', ['first', 'second'], ['1.pdf', '2.pdf']],
		['a file, given by an expression', object, ['3.pdf']],
		['a list of names and files', ['first', object], ['1.pdf', '3.pdf']],
	])('takes %s', async (_what, binaryPropertyName, names) => {
		const files = await read(binary, { binaryPropertyName });
		expect(files.map(({ fileName }) => fileName)).toEqual(names);
	});

	it.each(['', ' , '])('is refused when it is empty (%j)', async (value) => {
		await expect(read(binary, { binaryPropertyName: value })).rejects.toMatchObject(
			refusal(
				"'Input Data Field Name' is empty",
				"Enter the name of the field that holds the file, e.g. 'data'",
			),
		);
	});

	it.each([[[]], [undefined], [null], [['']]])(
		'is refused when its expression returns nothing (%j)',
		async (value) => {
			await expect(read(binary, { binaryPropertyName: value })).rejects.toMatchObject(
				refusal(
					"the expression in 'Input Data Field Name' returned nothing",
					"Use one that returns a file, e.g. {{ $('Read File').item.binary.data }}",
				),
			);
		},
	);

	it('is answered with the fields that hold a file when it names another', async () => {
		await expect(read(binary, { binaryPropertyName: 'first, dta' })).rejects.toMatchObject(
			refusal(
				"no file was found in 'dta' of the incoming item",
				"Use one of the fields that hold a file: 'first', 'second'",
			),
		);
	});

	it.each([5, true, { some: 'thing' }])(
		'is refused when its expression returns %j, which is not a file',
		async (binaryPropertyName) => {
			await expect(read(binary, { binaryPropertyName })).rejects.toMatchObject(
				refusal(
					"the expression in 'Input Data Field Name' did not return a file",
					"Use one of the fields that hold a file: 'first', 'second'",
				),
			);
		},
	);

	const nothing = refusal(
		"no file was found in 'data' of the incoming item",
		'The item has no files: connect a node that outputs one, or use an expression that returns a file from an earlier node',
	);

	it('is answered so when the item has no file', async () => {
		await expect(read({})).rejects.toMatchObject(nothing);
		await expect(read({}, { items: [{ json: { data: 'text' } }] })).rejects.toMatchObject(nothing);
	});

	it('is answered so when an AI agent calls the node, which then has no input', async () => {
		await expect(read({}, { items: undefined })).rejects.toMatchObject(nothing);
	});

	it('takes a file of an earlier node when an AI agent calls the node', async () => {
		const [file] = await read({}, { items: undefined, binaryPropertyName: object });
		expect(file!.fileName).toBe('3.pdf');
	});

	it('belongs to the item in question', async () => {
		const items = [object, binary.second].map((data) => ({ json: {}, binary: { data } }));
		const { context } = itemContext({ binaryPropertyName: 'data', items });
		expect((await uploadFiles(context, 1))[0]!.fileName).toBe('2.pdf');
	});

	it('is answered with the fields of the item in question', async () => {
		const items = ['first', 'second'].map((name) => ({ json: {}, binary: { [name]: object } }));
		const { context } = itemContext({ binaryPropertyName: 'data', items });
		await expect(uploadFiles(context, 1)).rejects.toMatchObject({
			remedy: "Use one of the fields that hold a file: 'second'",
		});
	});
});

describe("with the workflow's binary data inside the json", () => {
	const json = {
		data: { ...inMemory('x') },
		nested: { file: { ...inStorage('id-1', { fileName: 'n.pdf' }) } },
		text: 'no file',
	};
	const combined = {
		items: [{ json }],
		binaryMode: 'combined' as const,
		sizes: { 'id-1': 7 },
	};

	it('finds files by name and by path', async () => {
		const reading = read({}, { ...combined, binaryPropertyName: 'data, nested.file' });
		if (!knowsCombinedBinaries) {
			await expect(reading).rejects.toThrow("no file was found in 'data'");
			return;
		}
		const files = await reading;
		expect(files).toMatchObject([
			{ fileName: 'a.pdf', fileSize: 1 },
			{ fileName: 'n.pdf', fileSize: 7 },
		]);
	});

	it.each(['text', 'missing'])('lists the files when %s is none', async (binaryPropertyName) => {
		await expect(read({}, { ...combined, binaryPropertyName })).rejects.toMatchObject(
			refusal(
				`no file was found in '${binaryPropertyName}' of the incoming item`,
				"Use one of the fields that hold a file: 'data'",
			),
		);
	});
});
