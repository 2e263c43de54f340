import { uploadFiles } from '../../../../nodes/shared/storage/source';
import { fieldOf, filesIn, inMemory, itemContext, missing, namesOf, read } from './itemContext';

describe("'Input Data Field Name' as text", () => {
	it.each([
		['one name', 'second', ['first', 'second'], ['second']],
		['a name with blanks around it that the field has not', ' second ', ['second'], ['second']],
		['the name of a field with blanks around it', ' padded ', [' padded ', 'padded'], ['padded']],
		[
			'the name of a field with a comma',
			'Smith, John',
			['John', 'Smith', 'Smith, John'],
			['Smith, John'],
		],
		['the name of a field with an asterisk', 'a*', ['a*', 'ab'], ['a*']],
		[
			'the name of a field like one of JavaScript',
			'constructor',
			['constructor', 'x'],
			['constructor'],
		],
		[
			'names between commas, in their order',
			' second ,first,, ',
			['first', 'second'],
			['second', 'first'],
		],
		['a name that is there twice', 'first, first', ['first', 'second'], ['first']],
		[
			'every file by an asterisk, in natural order',
			'*',
			['a_10', 'a_2', 'b'],
			['a_2', 'a_10', 'b'],
		],
		['a pattern, in natural order', 'a_*', ['a_10', 'b', 'a_2', 'ba_1'], ['a_2', 'a_10']],
		[
			'a pattern with several asterisks',
			'*_a*c',
			['x_abc', 'x_ac', 'x_ab', '_ac', 'acc'],
			['_ac', 'x_abc', 'x_ac'],
		],
		['a pattern whose ends would overlap', 'ab*ba', ['aba', 'abba'], ['abba']],
		['a pattern whose parts would overlap', 'a*bc*cd', ['abcd', 'abccd'], ['abccd']],
		['a pattern among names', 'b, a_*', ['a_1', 'b', 'a_0'], ['b', 'a_0', 'a_1']],
		['a name that a pattern covers as well', 'a_1, a_*', ['a_0', 'a_1'], ['a_1', 'a_0']],
		[
			'numbered fields of a form',
			'Signed_PDF',
			['Signed_PDF_0', 'Signed_PDF_10', 'Signed_PDF_2', 'Signed_PDF_x'],
			['Signed_PDF_0', 'Signed_PDF_2', 'Signed_PDF_10'],
		],
		['the single field of the same form', 'Signed_PDF', ['Signed_PDF'], ['Signed_PDF']],
		['numbered fields of a webhook', 'file', ['file0', 'file1', 'files2'], ['file0', 'file1']],
		[
			'numbered fields of an email',
			'attachment_',
			['attachment_0', 'attachment_1'],
			['attachment_0', 'attachment_1'],
		],
		[
			'numbered fields of an unpacked archive among names',
			'x, file',
			['file_0', 'file_1', 'x'],
			['x', 'file_0', 'file_1'],
		],
		['the only file for the default name', 'data', ['whatever'], ['whatever']],
		['the same with a comma behind it', ' data, ', ['whatever'], ['whatever']],
		['the field of the default name before others', 'data', ['data', 'data_0', 'x'], ['data']],
		['numbered fields of the default name', 'data', ['data_0', 'data_1'], ['data_0', 'data_1']],
	])('takes %s', async (_what, binaryPropertyName, fields, names) => {
		const found = await read(filesIn(...fields), { binaryPropertyName });
		expect(found.map(fieldOf)).toEqual(names.map((name) => name.trim()));
	});

	it.each([' x ', 'y, x '])('tells a field with blanks around its name: %j', async (name) => {
		const binary = { ' x ': inMemory('1'), x: inMemory('22'), y: inMemory('y') };
		const files = await read(binary, { binaryPropertyName: name });
		expect(files.at(-1)!.fileSize).toBe(1);
	});

	it.each([
		['a name that no field has', 'second', ['first'], 'second'],
		['one such name among others', 'first, dta', ['first'], 'dta'],
		['a pattern that fits no field', 'b_*', ['a_0'], 'b_*'],
		['the default name among several files', 'data', ['a', 'b'], 'data'],
		['the default name in a list', 'a, data', ['a'], 'data'],
		['another name than the default of the only file', 'file', ['whatever'], 'file'],
		['a name that only JavaScript knows', 'constructor', ['x'], 'constructor'],
		['another name that only JavaScript knows', '__proto__', ['x'], '__proto__'],
		['the number of a form that sent one file', 'Signed_PDF_0', ['Signed_PDF'], 'Signed_PDF_0'],
		['another spelling of a name', 'Data', ['data', 'x'], 'Data'],
	])('is refused when it is %s', async (_what, binaryPropertyName, fields, name) => {
		const reading = read(filesIn(...fields), { binaryPropertyName });
		await expect(reading).rejects.toMatchObject(missing(name));
	});

	it('is searched in time that grows with the length of a pattern alone', async () => {
		const binaryPropertyName = `${'*a'.repeat(2_000)}*b`;
		const reading = read(filesIn('a'.repeat(4_000)), { binaryPropertyName });
		await expect(reading).rejects.toMatchObject({ step: 'input' });
	}, 2_000);

	it('belongs to the item in question', async () => {
		const items = ['1', '2'].map((name) => ({ json: {}, binary: filesIn(name) }));
		const { context } = itemContext({ binaryPropertyName: '*', items });
		expect(fieldOf((await uploadFiles(context, 1))[0]!)).toBe('2');
	});

	it('takes one of two fields with the same object for a file of its own', async () => {
		const shared = inMemory('x', { fileName: 'x' });
		const binary = { a: shared, b: shared };
		expect(await namesOf(binary, { binaryPropertyName: '*' })).toEqual(['x', 'x']);
	});
});
