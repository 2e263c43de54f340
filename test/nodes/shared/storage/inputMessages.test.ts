import type { INodeExecutionData } from 'n8n-workflow';
import { toStepError } from '../../../../nodes/shared/errors';
import { filesIn, inMemory, read, refusal, type ItemContext } from './itemContext';

const binary = filesIn('first', 'second');
const combined = {
	binaryMode: 'combined' as const,
	items: [{ json: { _files: binary } }] as unknown as INodeExecutionData[],
};
const written = '={{ $json.file }}';

describe("what is said of 'Input Data Field Name'", () => {
	const nothing = "the expression in 'Input Data Field Name' returned nothing";
	const notAFile = "the expression in 'Input Data Field Name' did not return a file";
	const missing = "no file was found in 'data' of the incoming item";
	const others = "Use one of the fields that hold a file: 'first', 'second', or * for all of them";
	const connect = 'The item has no files: connect a node that outputs one';
	const earlier = 'or use an expression that returns a file from an earlier node, e.g.';

	it.each<[string, Partial<ItemContext>, string, string]>([
		['names the fields with a file', {}, missing, others],
		['names them in a workflow with files in the json', combined, missing, others],
		[
			'tells how to come by a file when there is none',
			{ items: [{ json: { data: 'text' } }] },
			missing,
			`${connect}, ${earlier} {{ $('Form').item.binary.consent }}`,
		],
		[
			'tells that as it is written in a workflow with files in the json',
			{ binaryMode: 'combined', items: [{ json: {} }] },
			missing,
			`${connect}, ${earlier} {{ $('Form').item._files.consent }}`,
		],
		[
			'tells an AI agent that it passes no files',
			{ items: undefined },
			missing,
			`An AI agent passes no files to its tools: ${earlier.replace('or ', '')} {{ $('Form').first().binary.consent }}`,
		],
		[
			'is an example for a field that is empty',
			{ binaryPropertyName: '' },
			"'Input Data Field Name' is empty",
			"Enter the name of the field that holds the file, e.g. 'data', or * for all files",
		],
		[
			'is the same for commas alone',
			{ binaryPropertyName: ' , ' },
			"'Input Data Field Name' is empty",
			"Enter the name of the field that holds the file, e.g. 'data', or * for all files",
		],
		[
			'is an example for an expression that returned empty text',
			{ binaryPropertyName: '', written },
			nothing,
			'Use one that returns a file, e.g. {{ $binary.first }}',
		],
		[
			'is another where files are in the json',
			{ ...combined, binaryPropertyName: {}, written: '={{ $binary }}' },
			nothing,
			'Use one that returns a file, e.g. {{ $json._files.first }}',
		],
		[
			'is one of an earlier node where the item has none',
			{ items: [{ json: {} }], binaryPropertyName: [], written },
			nothing,
			"Use one that returns a file, e.g. {{ $('Form').item.binary.consent }}",
		],
		[
			'is an example for an expression that returned something else',
			{ binaryPropertyName: 5, written },
			notAFile,
			'Use one that returns a file, e.g. {{ $binary.first }}',
		],
		[
			'tells of a file that became text, although such items are skipped',
			{ binaryPropertyName: '[object Object] ', written, options: { ifNoFile: 'skip' } },
			"the expression in 'Input Data Field Name' has text or blanks around it, so it returned text instead of a file",
			'Remove them, e.g. {{ $binary.first }}. For several files, use one expression that returns a list',
		],
		[
			'tells of an expression that is fixed text',
			{ binaryPropertyName: '{{ $binary.first }}' },
			"no file was found in '{{ $binary.first }}' of the incoming item",
			"Switch 'Input Data Field Name' from 'Fixed' to 'Expression'",
		],
	])('%s', async (_, of, what, remedy) => {
		await expect(read(binary, of)).rejects.toMatchObject(refusal(what, remedy));
	});

	const document = Buffer.alloc(300_000, 'signed').toString('base64');

	it('is short when it is the file instead of its name, and tells that', async () => {
		const reading = read(binary, { binaryPropertyName: document, written });
		await expect(reading).rejects.toMatchObject(
			refusal(
				`no file was found in '${document.slice(0, 60)}…' of the incoming item`,
				"Enter the name of the field that holds the file, e.g. 'data', not the file itself",
			),
		);
	});

	it.each([
		['a data URI', { binaryPropertyName: `data:application/pdf;base64,${document}` }],
		['many names that no field has', { binaryPropertyName: document.replace(/.{50}/g, '$&,') }],
		['long names in a list', { binaryPropertyName: [document, `x${document}`] }],
		[
			'a long name of a field',
			{ items: [{ json: {}, binary: filesIn(document) }], binaryPropertyName: 'x' },
		],
		[
			'many fields',
			{
				items: [
					{
						json: {},
						binary: filesIn(
							...document
								.match(/.{40}/g)!
								.slice(0, 500)
								.map((name, index) => name + index),
						),
					},
				],
			},
		],
		[
			'an unusable file in a field of a long name',
			{ items: [{ json: {}, binary: { [document]: inMemory('', { data: '?' }) } }] },
		],
		[
			'a file whose content is no base64',
			{ items: [{ json: {}, binary: { data: inMemory('', { data: `?${document}` }) } }] },
		],
		[
			'a file whose name is a list',
			{ items: [{ json: {}, binary: { data: inMemory('', { fileName: [document] as never }) } }] },
		],
		['an object that is no file', { binaryPropertyName: { text: document } }],
	])('holds little of what somebody gave as %s', async (_what, of) => {
		const error = toStepError(await read(binary, of).catch((thrown: unknown) => thrown));
		expect(error.step).toBe('input');
		expect(error.message.length).toBeLessThan(450);
	});
});
