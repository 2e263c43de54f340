import { binaryField } from '../../../../nodes/shared/node/fileFields';
import { pdf, startBed, type Bed } from '../../../support/bed';
import { knowsCombinedBinaries } from '../../../support/features';

/** How n8n itself hands files over: expressions, and the workflow setting that moves them. */
describe.each([
	['beside the json, in memory', 'default', 'separate'],
	['beside the json, in storage', 'filesystem', 'separate'],
	['in memory in a workflow with files in the json', 'default', 'combined'],
	['in storage in a workflow with files in the json', 'filesystem', 'combined'],
] as const)('files %s', (_where, storage, binaryMode) => {
	let bed: Bed;
	const isInJson = binaryMode === 'combined' && storage === 'filesystem';

	beforeAll(async () => {
		bed = await startBed(storage);
	});

	afterAll(async () => {
		await bed.close();
	});

	if (binaryMode === 'combined' && !knowsCombinedBinaries) {
		it('are not put into the json by this n8n, which does not know the setting', async () => {
			const { items } = await bed.uploadMedia({ items: [{ files: { data: pdf() } }] });
			expect(items).toHaveLength(1);
		});
		return;
	}

	const fields = ['Signed_PDF_0', 'Signed_PDF_1', 'Smith, John', 'constructor'];
	const files = Object.fromEntries(fields.map((name) => [name, pdf(name, `${name}.pdf`)]));

	const upload = async (binaryPropertyName: string, trial: object = {}) =>
		await bed.uploadMedia({
			items: [{ files }],
			settings: { binaryMode },
			...trial,
			parameters: { binaryPropertyName },
		});
	const stored = async (binaryPropertyName: string) => {
		const { items, error } = await upload(binaryPropertyName);
		expect(error).toBeUndefined();
		for (const { json } of items) {
			const bytes = await bed.storage.read(bed.kelviq.bucket, String(json.fileKey));
			expect(`${String(bytes)}.pdf`).toBe(`%PDF-1.7 ${String(json.fileName)}`);
		}
		return items.map(({ json }) => String(json.fileName).replace(/\.pdf$/, ''));
	};

	it.each([
		['Signed_PDF', ['Signed_PDF_0', 'Signed_PDF_1']],
		['Signed_*', ['Signed_PDF_0', 'Signed_PDF_1']],
		['Signed_PDF_1, Signed_PDF_0', ['Signed_PDF_1', 'Signed_PDF_0']],
		['Smith, John', ['Smith, John']],
		['constructor', ['constructor']],
		['*', ['constructor', 'Signed_PDF_0', 'Signed_PDF_1', 'Smith, John']],
	])('are found by %j', async (text, names) => {
		expect(await stored(text)).toEqual(names);
	});

	const [map, item] = isInJson
		? ['$json._files', '$("Source").item._files']
		: ['$binary', '$("Source").item.binary'];
	const earlier = binaryMode === 'combined' && !isInJson ? undefined : item;

	it.each([
		[`{{ ${map} }}`, fields],
		[`{{ Object.values(${map}) }}`, fields],
		[`{{ Object.keys(${map}) }}`, fields],
		[`{{ ${map}.Signed_PDF_1 }}`, ['Signed_PDF_1']],
		[`{{ [${map}.Signed_PDF_1, 'Signed_PDF_0'] }}`, ['Signed_PDF_1', 'Signed_PDF_0']],
		...(earlier
			? ([
					[`{{ ${earlier} }}`, fields],
					[`{{ Object.values(${earlier}) }}`, fields],
					[`{{ ${earlier}.Signed_PDF_1 }}`, ['Signed_PDF_1']],
				] as Array<[string, string[]]>)
			: []),
	])('are found by the expression %s', async (expression, names) => {
		expect(await stored(`=${expression}`)).toEqual(names);
	});

	it.each([
		[`{{ ${map}.Signed_PDF_1 }} `],
		[`{{ ${map}.Signed_PDF_0 }}, {{ ${map}.Signed_PDF_1 }}`],
	])('are not to be had from the expression %j, which has text around it', async (expression) => {
		const { error } = await upload(`=${expression}`);
		expect(error?.message).toContain('has text or blanks around it');
	});

	it('are found by the expression that a message gives for an example', async () => {
		const { error } = await upload('={{ [] }}');
		const [example] = /{{ .* }}/.exec(error!.message) ?? [];
		expect(await stored(`=${example}`)).toEqual(['Signed_PDF_0']);
	});

	// Where n8n keeps files in memory and not in the json, no expression reaches those of an earlier node.
	if (earlier) {
		it('are found by the expression that a message gives for those of an earlier node', async () => {
			const { error } = await upload('data', { items: [{}] });
			const [example = ''] = /{{ .* }}/.exec(error!.message) ?? [];
			const adapted = example.replace('Form', 'Source').replace('consent', 'Signed_PDF_0');
			expect(await stored(`=${adapted}`)).toEqual(['Signed_PDF_0']);
		});
	}

	it.each([
		['a form with one file', ['Signed_PDF'], 'Signed_PDF'],
		['a form with three files', ['Signed_PDF_0', 'Signed_PDF_1', 'Signed_PDF_2'], 'Signed_PDF'],
		['a mailer', ['attachment_0', 'attachment_2', 'attachment_10'], 'attachment_*'],
		['a mailer, by the base name', ['attachment_0', 'attachment_1'], 'attachment'],
		['a webhook', ['file0', 'file1'], 'file'],
		['a ZIP archive', ['file_0', 'file_1'], 'file'],
		['an HTTP request, whatever it is called', ['scan'], 'data'],
		['a field with blanks around its name', [' padded '], ' padded '],
	])('of %s are all found', async (_what, names, text) => {
		const own = Object.fromEntries(names.map((name) => [name, pdf(name, `${name}.pdf`)]));
		const { items, hints } = await upload(text, { items: [{ files: own }] });

		expect(items.map(({ json }) => json.fileName)).toEqual(
			names.map((name) => `${name}.pdf`.trim()),
		);
		expect(hints).toEqual([]);
	});

	it('of a form that has one instead of the two that are named are not lost, but told of', async () => {
		const one = [{ files: { Signed_PDF: pdf() } }];
		const { error } = await upload('Signed_PDF_0, Signed_PDF_1', { items: one });
		expect(error?.message).toContain(
			"no file was found in 'Signed_PDF_0', 'Signed_PDF_1' of the incoming item. Use one of the fields that hold a file: 'Signed_PDF', or * for all of them",
		);
	});

	it('which were not named are told of in a hint', async () => {
		const { hints } = await upload('Signed_PDF_0, Signed_PDF_1');
		expect(hints).toEqual([
			"Not uploaded: the files in 'constructor', 'Smith, John', which 'Input Data Field Name' does not name. Use * for all files of an item",
		]);
	});

	it('are no place for names that are not those of fields', async () => {
		const { error } = await upload('toString');
		expect(error?.message).toContain("no file was found in 'toString' of the incoming item");
	});
});

it('the field tells the ways to name files, with an expression for an example', () => {
	expect(binaryField.hint).toContain("{{ $('Form').item.binary.consent }}");
	expect(binaryField.hint).toMatch(/commas.*\*.*attachment_\*/);
});
