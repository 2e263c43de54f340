import type { INodeExecutionData } from 'n8n-workflow';
import { filesIn, inMemory, inStorage, missing, namesOf, read } from './itemContext';

describe("with the workflow's binary data inside the json", () => {
	const binaryMode = 'combined' as const;
	const docs = [inMemory('1', { fileName: '1' }), inMemory('2', { fileName: '2' })];
	const json = {
		_files: {
			...filesIn('data', 'a_10', 'a_2'),
			'Smith, John': inStorage('id-1', { fileName: 'Smith, John' }),
			docs,
		},
		nested: { file: inStorage('id-1', { fileName: 'nested' }) },
		inherited: Object.create({ file: inMemory('x') }) as object,
		text: 'no file',
		words: { data: 'JVBERg==' },
	};
	const items = [{ json } as unknown as INodeExecutionData];
	const of = { items, binaryMode, sizes: { 'id-1': 7 } };

	it.each([
		['data', ['data']],
		['a_*', ['a_2', 'a_10']],
		['a', ['a_2', 'a_10']],
		['Smith, John', ['Smith, John']],
		['docs', ['1', '2']],
		['data, docs', ['data', '1', '2']],
		['*', ['a_2', 'a_10', 'data', '1', '2', 'Smith, John']],
		['_files.data', ['data']],
		['_files.docs[1], nested.file', ['2', 'nested']],
		['docs, _files.docs[0]', ['1', '2']],
	])('finds the files of %j', async (binaryPropertyName, names) => {
		expect(await namesOf({}, { ...of, binaryPropertyName })).toEqual(names);
	});

	it.each([
		'text',
		'missing',
		'words',
		'nested',
		'constructor',
		'_files',
		'_files.toString',
		'inherited.file',
	])('finds none in %s', async (binaryPropertyName) => {
		const reading = read({}, { ...of, binaryPropertyName });
		await expect(reading).rejects.toMatchObject(missing(binaryPropertyName));
	});

	it('finds the only file for the default name', async () => {
		const only = [{ json: { _files: filesIn('x') } }] as unknown as INodeExecutionData[];
		expect(await namesOf({}, { ...of, items: only })).toEqual(['x']);
	});

	it('finds files beside the json as well, where n8n leaves those that it keeps in memory', async () => {
		const both = [{ ...items[0]!, binary: filesIn('beside') }];
		expect(await namesOf({}, { ...of, items: both, binaryPropertyName: 'beside, data' })).toEqual([
			'beside',
			'data',
		]);
	});

	it('finds none where the workflow has them beside the json', async () => {
		for (const binaryPropertyName of ['data', '_files.data', '*']) {
			const reading = read({}, { items, binaryPropertyName });
			await expect(reading).rejects.toMatchObject(missing(binaryPropertyName));
		}
	});

	it.each([[null], ['text'], [5]])('does without when it is %j', async (odd) => {
		const strange = [{ json: { _files: odd } }] as unknown as INodeExecutionData[];
		await expect(read({}, { ...of, items: strange })).rejects.toMatchObject(missing('data'));
	});
});
