import { byId, png, startBed, type Bed } from '../../../support/bed';

describe("'If No File'", () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	const items = [{ files: { data: png() } }, { json: { name: 'Ada' } }, { files: { data: png() } }];
	const skip = { options: { ifNoFile: 'skip' } };
	const product = () => ({
		productId: byId(bed.kelviq.products[0]!.id),
		binaryPropertyName: 'data',
	});
	const plan = { planIdentifier: byId('icon-pack-single'), binaryPropertyName: 'data' };

	it.each<[string, (parameters: object) => ReturnType<Bed['uploadMedia']>]>([
		[
			'document / upload',
			async (more) => await bed.uploadDocument({ items, parameters: { ...more } }),
		],
		['media / upload', async (more) => await bed.uploadMedia({ items, parameters: { ...more } })],
		[
			'product / uploadImages',
			async (more) =>
				await bed.kelviqRun('product', 'uploadImages', {
					items,
					parameters: { ...product(), ...more },
				}),
		],
		[
			'plan / uploadFiles',
			async (more) =>
				await bed.kelviqRun('plan', 'uploadFiles', { items, parameters: { ...plan, ...more } }),
		],
	])('of %s skips an item without a file, or fails', async (_, run) => {
		const skipped = await run(skip);
		expect(skipped.error).toBeUndefined();
		expect(skipped.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);

		const { error } = await run({});
		expect(error?.message).toContain("no file was found in 'data' of the incoming item");
	});

	it.each<[string, () => Promise<{ items: unknown[]; error: unknown }>]>([
		['document', async () => await bed.uploadDocument({ items: [{}], parameters: skip })],
		[
			'image',
			async () =>
				await bed.kelviqRun('product', 'uploadImages', {
					items: [{}],
					parameters: { ...product(), ...skip },
				}),
		],
	])('sends nothing when no item has a file for a new %s', async (_, run) => {
		for (const { requests } of [bed.karmaCheck, bed.kelviq, bed.storage]) requests.length = 0;
		const { items: output, error } = await run();
		expect({ output, error }).toEqual({ output: [], error: undefined });
		expect([...bed.karmaCheck.requests, ...bed.kelviq.requests, ...bed.storage.requests]).toEqual(
			[],
		);
	});

	const nobody = { __rl: true, mode: 'email', value: 'nobody@example.com' };
	const unknown = { __rl: true, mode: 'identifier', value: 'no-such-product' };
	const empty = byId('={{ $json.target }}');
	it.each<[string, (item: object) => ReturnType<Bed['uploadMedia']>]>([
		[
			'an email of no candidate',
			async (item) =>
				await bed.uploadDocument({ items: [item], parameters: { caseId: nobody, ...skip } }),
		],
		[
			'no case',
			async (item) =>
				await bed.uploadDocument({ items: [item], parameters: { caseId: empty, ...skip } }),
		],
		[
			'an identifier of no product',
			async (item) =>
				await bed.kelviqRun('product', 'uploadImages', {
					items: [item],
					parameters: { ...product(), productId: unknown, ...skip },
				}),
		],
		[
			'no product',
			async (item) =>
				await bed.kelviqRun('product', 'uploadImages', {
					items: [item],
					parameters: { ...product(), productId: empty, ...skip },
				}),
		],
		[
			'no plan',
			async (item) =>
				await bed.kelviqRun('plan', 'uploadFiles', {
					items: [item],
					parameters: { ...plan, planIdentifier: empty, ...skip },
				}),
		],
	])('skips an item without a file that names %s, and no other', async (_, run) => {
		for (const { requests } of [bed.karmaCheck, bed.kelviq]) requests.length = 0;
		const { items: output, error } = await run({});
		expect({ output, error }).toEqual({ output: [], error: undefined });
		expect([...bed.karmaCheck.requests, ...bed.kelviq.requests]).toEqual([]);

		const withFile = await run({ files: { data: png() } });
		expect(withFile.error?.context).toMatchObject({ step: 'input' });
	});

	it('publishes a plan although one of its items is skipped', async () => {
		const { items: output, error } = await bed.kelviqRun('plan', 'uploadFiles', {
			items,
			parameters: {
				planIdentifier: byId('pro-suite-desktop'),
				binaryPropertyName: 'data',
				options: { ifNoFile: 'skip', publish: true },
			},
		});
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.published)).toEqual([true, true]);
	});

	it('tells which files a skipped item has', async () => {
		const { hints } = await bed.uploadDocument({
			items: [{ files: { a: png() } }],
			parameters: { binaryPropertyName: 'dta', ...skip },
		});
		expect(hints).toEqual([
			"Not uploaded: the files in 'a', which 'Input Data Field Name' does not name. Use * for all files of an item",
		]);
	});

	it.each([
		'{{ $binary.data }}',
		'{{ $binary }}',
		'{{ $binary.data.id && $binary.data }}',
		'{{ $binary.data !== undefined && $binary.data }}',
		"{{ $binary.data ? ['data'] : [] }}",
	])('skips an item whose expression %s returns nothing, or fails', async (expression) => {
		const binaryPropertyName = `=${expression}`;
		const skipped = await bed.uploadMedia({ items, parameters: { binaryPropertyName, ...skip } });
		expect(skipped.error).toBeUndefined();
		expect(skipped.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);

		const { error } = await bed.uploadMedia({ items, parameters: { binaryPropertyName } });
		expect(error?.message).toContain(
			"the expression in 'Input Data Field Name' returned nothing. Use one that returns a file, e.g. {{ $('Form').item.binary.consent }}",
		);
	});

	it.each(['*', 'data_*', 'data, ', 'a, b'])(
		'skips an item without a file for %j',
		async (binaryPropertyName) => {
			const { items: output, error } = await bed.uploadMedia({
				items: [{ json: { name: 'Ada' } }],
				parameters: { binaryPropertyName, ...skip },
			});
			expect({ output, error }).toEqual({ output: [], error: undefined });
		},
	);

	it('does not skip an item that has one of several files', async () => {
		const { error } = await bed.uploadMedia({
			parameters: { binaryPropertyName: 'data, b', ...skip },
		});
		expect(error?.message).toContain("no file was found in 'b' of the incoming item");
	});

	it('is refused when it is anything else', async () => {
		const { error } = await bed.uploadMedia({ parameters: { options: { ifNoFile: 'ignore' } } });
		expect(error?.message).toContain("'If No File' is 'ignore', which is not one of its choices");
	});
});
