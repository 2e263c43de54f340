import type { IBinaryData } from 'n8n-workflow';
import { filesIn, inMemory, inStorage, missing, namesOf, read, refusal } from './itemContext';

/** Files of the item as n8n gives them in `$binary`, without their content. */
const described = (binary: Record<string, IBinaryData>) =>
	Object.fromEntries(
		Object.entries(binary).map(([name, { data: _content, ...about }]) => [name, about]),
	);

describe("'Input Data Field Name' as an expression", () => {
	const binary = filesIn('first', 'second', 'n_0', 'n_1');
	const [object, other] = [inMemory('3', { fileName: '3' }), inMemory('4', { fileName: '4' })];

	it.each([
		['a file', object, ['3']],
		['a file in storage', inStorage('id-1', { fileName: '5' }), ['5']],
		['a list of files', [object, other], ['3', '4']],
		['a list in a list', [[object], [other]], ['3', '4']],
		['a map of files', { a: object, b: other }, ['3', '4']],
		['a map of lists of files', { a: [object, other], b: null }, ['3', '4']],
		[
			'a map with fields that are called like parts of a file',
			{ data: object, mimeType: other },
			['3', '4'],
		],
		['a list of maps', [{ a: object }, { a: other }], ['3', '4']],
		['a file twice', [object, object], ['3']],
		['a list of names', ['first', 'second'], ['first', 'second']],
		['a list of names and files', ['first', object], ['first', '3']],
		['a list with a pattern and a base name', ['sec*', 'n'], ['second', 'n_0', 'n_1']],
		['a list with nothing in places', [null, 'first', undefined, ''], ['first']],
	])('takes %s', async (_what, binaryPropertyName, names) => {
		const sizes = { 'id-1': 5 };
		expect(await namesOf(binary, { binaryPropertyName, sizes })).toEqual(names);
	});

	it.each([[[]], [undefined], [null], [false], [['']], [{}], [{ a: null }]])(
		'is refused when it returned nothing (%j)',
		async (binaryPropertyName) => {
			const nothing = "the expression in 'Input Data Field Name' returned nothing";
			await expect(read(binary, { binaryPropertyName })).rejects.toMatchObject(refusal(nothing));
		},
	);

	it('is refused when it returned empty text, also where fields are called by numbers alone', async () => {
		const numbered = { '0': inMemory('x'), '1': inMemory('y') };
		for (const binaryPropertyName of ['', ['']]) {
			await expect(read(numbered, { binaryPropertyName })).rejects.toThrow(
				/is empty|returned nothing/,
			);
		}
	});

	it.each([
		5,
		true,
		{ some: 'thing' },
		{ json: {}, binary: { a: object } },
		{ data: 'some text', title: 'of some other JSON' },
		{ data: ['JVBERi0='] },
		{ a: object, b: 'text' },
		[object, 5],
	])('is refused when it returned %j, which is not a file', async (binaryPropertyName) => {
		await expect(read(binary, { binaryPropertyName })).rejects.toMatchObject(
			refusal("the expression in 'Input Data Field Name' did not return a file"),
		);
	});

	it('is refused when one of its names stands for no file', async () => {
		const reading = read(binary, { binaryPropertyName: ['first', 'dta'] });
		await expect(reading).rejects.toMatchObject(missing('dta'));
	});

	it('is text like any other when it returned text', async () => {
		const of = { binaryPropertyName: 'n_1,first', written: '={{ $json.names }}' };
		expect(await namesOf(binary, of)).toEqual(['n_1', 'first']);
	});
});

describe('the map of files in $binary, which is without content when n8n keeps files in memory', () => {
	const same = { fileName: 'same.pdf', fileSize: '1 B' };
	const binary = { a: inMemory('1', same), b: inMemory('2', same), c: inMemory('33') };
	const given = described(binary);
	const bytesOf = async (binaryPropertyName: unknown, written: string) => {
		const files = await read(binary, { binaryPropertyName, written });
		return await Promise.all(files.map(async (file) => String(await file.open())));
	};

	it.each([
		['the map', '={{ $binary }}', given, ['1', '2', '33']],
		['a part of it', '={{ $binary }}', { b: given.b }, ['2']],
		['its values', '={{ Object.values($binary) }}', Object.values(given), ['1', '2', '33']],
		['one file', '={{ $binary.c }}', given.c, ['33']],
		['one file twice', '={{ [$binary.c, $binary.c] }}', [given.c, { ...given.c }], ['33']],
	])('gives the files of the item by %s', async (_what, written, value, bytes) => {
		expect(await bytesOf(value, written)).toEqual(bytes);
	});

	it('is not guessed at when the item has several files like the one', async () => {
		await expect(bytesOf(given.b, '={{ $binary.b }}')).rejects.toMatchObject(
			refusal(
				"the item has several files that fit the one from the expression in 'Input Data Field Name'",
				'Enter the name of its field instead',
			),
		);
	});

	it.each([
		['of another node', "={{ $node['Form'].binary.c }}", given.c],
		['that the item has not', '={{ $binary.c }}', { ...given.c, fileName: 'z' }],
	])('is not taken for a file %s', async (_what, written, value) => {
		await expect(bytesOf(value, written)).rejects.toMatchObject(
			refusal("the file from the expression in 'Input Data Field Name' has no content in 'data'"),
		);
	});
});
