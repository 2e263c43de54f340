import { listen } from '../../../../tools/emulators/http';
import { byId, pdf, pdfItem, pngItem, startBed, type Bed } from '../../../support/bed';
import { routesDetails } from '../../../support/features';
import { setPace } from '../../../support/pace';

describe('a run over many items', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(() => {
		bed.karmaCheck.requests.length = 0;
		bed.karmaCheck.records.length = 0;
		bed.storage.requests.length = 0;
		bed.karmaCheck.latencyMs = 0;
	});

	const many = (count: number) =>
		Array.from({ length: count }, (_, index) => pdfItem(String(index), `${index}.pdf`));

	it('keeps the order of the items, whichever is done first', async () => {
		bed.karmaCheck.script('POST /document/secure/upload', { delayMs: 1_500 });
		const { items } = await bed.uploadDocument({ items: many(6) });

		const inOrder = [0, 1, 2, 3, 4, 5].map((index) => `${index}.pdf`);
		expect(items.map(({ json }) => json.fileName)).toEqual(inOrder);
		const recorded = bed.karmaCheck.records.map(({ originalFileName }) => originalFileName);
		expect(recorded).not.toEqual(inOrder);
	});

	it.each([
		[1, 1],
		[3, 3],
		[undefined, 16],
		[99, 20],
		[0, 16],
	])('with a concurrency of %s keeps %d items in work', async (concurrency, expected) => {
		// The more at once, the longer it takes for all of them to arrive.
		bed.karmaCheck.latencyMs = 20 * expected;
		let most = 0;
		const started = bed.karmaCheck.callsTo.bind(bed.karmaCheck);
		const watch = setInterval(() => {
			const open = [
				...started('POST /document/secure/upload'),
				...started('POST /document/secure/create'),
			].filter(({ status }) => status === 0);
			most = Math.max(most, open.length);
		}, 2);
		const { error } = await bed.uploadDocument({
			items: many(25),
			parameters: { options: concurrency === undefined ? {} : { concurrency } },
		});
		clearInterval(watch);

		expect(error).toBeUndefined();
		expect(most).toBe(expected);
	});

	it('stops at the first failed item, lets the ones under way finish, and names what is done', async () => {
		const items = [pdfItem('0'), pdfItem('1'), { json: {} }, pdfItem('3'), pdfItem('4')];
		const { error } = await bed.uploadDocument({
			items,
			parameters: { options: { concurrency: 1 } },
		});

		expect(error?.context).toMatchObject({ itemIndex: 2, step: 'input' });
		expect(error?.description).toBe(
			'Step: input. Already completed and not rolled back: 2 other items in this run (1, 2).',
		);
		expect(bed.karmaCheck.records).toHaveLength(2);
	});

	it('sends failed items to the error output and the others to the main one', async () => {
		const { items, errorItems, error } = await bed.uploadDocument({
			items: [pdfItem('0'), { json: { candidate: 'Ada' } }],
			onError: 'continueErrorOutput',
		});

		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(errorItems).toEqual([
			{
				json: {
					candidate: 'Ada',
					error: expect.stringContaining('no file was found'),
					...(routesDetails ? { details: { step: 'input' } } : { message: 'Step: input.' }),
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it.each([
		[503, 11, 'tries it again where the reason may have passed', 1],
		[404, 1, 'does not ask again where the answer will be the same', 2],
	])(
		'after a %d to a call that all items share (%d of them) %s',
		async (status, times, _, fail) => {
			// The longest pauses: a call gives up after eleven attempts.
			jest.spyOn(Math, 'random').mockReturnValue(1);
			await setPace(50);
			const route = 'GET /catalog/products/{pk}/';
			const before = bed.kelviq.callsTo(route).length;
			bed.kelviq.script(route, { status, body: { detail: 'no' }, times });
			const { items } = await bed.kelviqRun('product', 'uploadImages', {
				items: [pngItem(), pngItem()],
				parameters: {
					productId: byId(bed.kelviq.products[0]?.id ?? ''),
					binaryPropertyName: 'data',
					options: { concurrency: 1 },
				},
				onError: 'continueRegularOutput',
			});
			jest.restoreAllMocks();
			await setPace(1000);

			expect(items.filter(({ json }) => 'error' in json)).toHaveLength(fail);
			if (status === 404) expect(bed.kelviq.callsTo(route)).toHaveLength(before + 1);
		},
	);

	it('reads a file of a node before instead of a field name', async () => {
		const { items, error } = await bed.uploadDocument({
			items: [{ files: { odd: pdf('x', 'odd.pdf') } }],
			parameters: { binaryPropertyName: "={{ $('Source').item.binary.odd }}" },
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json.fileName).toBe('odd.pdf');
	});

	it('creates no record and starts no other item once the execution is canceled', async () => {
		bed.karmaCheck.script('POST /document/secure/upload', { delayMs: 400, times: 2 });
		const minting = (async () => {
			while (bed.karmaCheck.callsTo('POST /document/secure/upload').length < 2) {
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
		})();
		const { status } = await bed.uploadDocument({
			items: many(10),
			parameters: { options: { concurrency: 2 } },
			cancelOn: minting,
		});

		expect(status).toBe('canceled');
		await new Promise((resolve) => setTimeout(resolve, 600));
		expect(bed.karmaCheck.callsTo('POST /document/secure/upload')).toHaveLength(2);
		expect(bed.karmaCheck.callsTo('POST /document/secure/create')).toEqual([]);
		expect(bed.storage.requests).toEqual([]);
	});

	it('closes the connection of a transfer that is canceled, and creates no record', async () => {
		// A storage that takes bytes and never answers.
		let arrived = () => {};
		let closed = () => {};
		const transferring = new Promise<void>((resolve) => (arrived = resolve));
		const disconnected = new Promise<void>((resolve) => (closed = resolve));
		const storage = await listen((request) => {
			request.socket.once('close', closed);
			request.once('data', arrived);
		});
		bed.karmaCheck.script('POST /document/secure/upload', {
			patch: () => ({ list: [{ url: `${storage.origin}/bucket/key`, fileKey: 'key' }] }),
		});
		const { status } = await bed.uploadDocument({
			items: [{ files: { data: { ...pdf(), bytes: Buffer.alloc(32 * 1024 ** 2, 1) } } }],
			cancelOn: transferring,
		});
		await disconnected;
		await storage.close();

		expect(status).toBe('canceled');
		expect(bed.karmaCheck.callsTo('POST /document/secure/create')).toEqual([]);
	});

	it('reads files from the json of items in a workflow whose binary mode is combined', async () => {
		const { items, error } = await bed.uploadDocument({
			items: [pdfItem('x', 'combined.pdf')],
			settings: { binaryMode: 'combined' },
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json.fileName).toBe('combined.pdf');
	});
});
