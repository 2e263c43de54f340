import { uploadFiles } from '../../../../nodes/shared/storage/source';
import { filesIn, inMemory, itemContext } from './itemContext';

describe('the hint at files that are not uploaded', () => {
	const named = 'Not uploaded: the files in';
	const rest = "which 'Input Data Field Name' does not name. Use * for all files of an item";

	it.each([
		['a name', 'first', ['first', 'b', 'c_1'], `${named} 'b', 'c_1', ${rest}`],
		['names', 'a_0, a_1', ['a_0', 'a_1', 'a_2'], `${named} 'a_2', ${rest}`],
		['a list of names', ['first'], ['first', 'b'], `${named} 'b', ${rest}`],
		['a name of numbered fields', 'a', ['a_0', 'a_1', 'b'], `${named} 'b', ${rest}`],
		['a name besides a pattern', 'first, a_*', ['a_0', 'b', 'first'], `${named} 'b', ${rest}`],
	])('names them when the field is %s', async (_what, binaryPropertyName, fields, message) => {
		const items = [{ json: {}, binary: filesIn(...fields) }];
		const { context, addExecutionHints } = itemContext({ binaryPropertyName, items });
		await uploadFiles(context, 0);
		expect(addExecutionHints.mock.calls).toEqual([
			[{ type: 'info', location: 'outputPane', message }],
		]);
	});

	it.each([
		['the names are all of them', 'a, b', ['a', 'b']],
		['the base name is all of them', 'a', ['a_0', 'a_1']],
		['a pattern leaves them out', 'a_*', ['a_0', 'b']],
		['the default is the only one', 'data', ['x']],
		['an expression returned another file', inMemory('x'), ['a', 'b']],
	])('is not given when %s', async (_what, binaryPropertyName, fields) => {
		const items = [{ json: {}, binary: filesIn(...fields) }];
		const { context, addExecutionHints } = itemContext({ binaryPropertyName, items });
		await uploadFiles(context, 0);
		expect(addExecutionHints).not.toHaveBeenCalled();
	});

	it('names each field once in a run, whatever the number of items', async () => {
		const items = [['a', 'b'], ['a', 'b'], ['a', 'b', 'c'], ['a']].map((fields) => {
			return { json: {}, binary: filesIn(...fields) };
		});
		const { context, addExecutionHints } = itemContext({ binaryPropertyName: 'a', items });
		for (const index of items.keys()) await uploadFiles(context, index);
		const told = addExecutionHints.mock.calls.map(([{ message }]) => message);
		expect(told).toEqual([`${named} 'b', ${rest}`, `${named} 'c', ${rest}`]);
	});

	it('tells which files a skipped item has', async () => {
		const items = [{ json: {}, binary: filesIn('a', 'b') }];
		const of = { binaryPropertyName: 'dta', items, options: { ifNoFile: 'skip' } };
		const { context, addExecutionHints } = itemContext(of);
		expect(await uploadFiles(context, 0)).toEqual([]);
		expect(addExecutionHints.mock.calls[0]![0].message).toBe(`${named} 'a', 'b', ${rest}`);
	});
});
