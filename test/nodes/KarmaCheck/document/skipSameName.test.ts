import { pdf, pdfItem, startBed, type Bed } from '../../../support/bed';
import { RETRIED } from '../../../support/retried';

describe('document / upload, with skipSameName', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await Promise.all([bed.karmaCheck.reset(), bed.storage.reset()]);
	});

	const upload = async (items = [pdfItem()], more = {}) =>
		await bed.uploadDocument({
			items,
			parameters: { options: { existingDocuments: 'skipSameName' }, ...more },
		});

	it('gives the document of that name that the case has already, and sends nothing', async () => {
		const first = await upload();
		bed.karmaCheck.requests.length = 0;
		bed.storage.requests.length = 0;
		const { items, error } = await upload();

		expect(error).toBeUndefined();
		const { secureDocumentId, fileKey, documentTypeId } = first.items[0]!.json;
		expect(items.map(({ json }) => json)).toEqual([
			{
				secureDocumentId,
				fileKey,
				fileName: 'disclosure.pdf',
				documentTypeId,
				caseId: bed.karmaCheck.caseIds[0],
				existing: true,
			},
		]);
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(bed.storage.requests).toEqual([]);
	});

	it('adds only what is not there, in the order of the files', async () => {
		await upload([pdfItem('b', 'b.pdf')]);
		const files = { a: pdf('a', 'a.pdf'), b: pdf('b', 'b.pdf'), c: pdf('c', 'c.pdf') };
		const { items, error } = await upload([{ files }], { binaryPropertyName: 'a,b,c' });

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.fileName, json.existing])).toEqual([
			['a.pdf', undefined],
			['b.pdf', true],
			['c.pdf', undefined],
		]);
		for (const { json } of items) {
			const record = bed.karmaCheck.records.find(({ id }) => id === json.secureDocumentId);
			expect(record).toMatchObject({ originalFileName: json.fileName, fileKey: json.fileKey });
		}
		expect(bed.karmaCheck.records).toHaveLength(3);
	});

	it('gives each of several files of one name a document of its own, as far as there are so many', async () => {
		const photos = (...names: string[]) =>
			Object.fromEntries(names.map((name) => [name, pdf(name, 'image.pdf')]));
		const send = async (...names: string[]) =>
			await upload([{ files: photos(...names) }], { binaryPropertyName: '*' });
		const first = await send('a', 'b');
		const again = await send('a', 'b', 'c');

		const ids = first.items.map(({ json }) => json.secureDocumentId);
		expect(bed.karmaCheck.records.map(({ id }) => id)).toEqual(ids);
		const existing = again.items.map(({ json }) => json.secureDocumentId);
		expect(new Set(existing)).toEqual(new Set(ids));
		expect(again.items.map(({ json }) => json.existing)).toEqual([true, true, true]);
	});

	it('reads the case once a run', async () => {
		await upload([pdfItem('a', 'a.pdf'), pdfItem('b', 'b.pdf')]);

		expect(bed.karmaCheck.callsTo('GET /document/secure/list/case/id/{caseId}')).toHaveLength(1);
		expect(bed.karmaCheck.records).toHaveLength(2);
	});

	it('gives the type that the document has, whatever the option says', async () => {
		await upload();
		bed.karmaCheck.script('GET /document/secure/list/case/id/{caseId}', {
			patch: (body) =>
				(body as object[]).map((one) => ({ ...one, documentTypeId: 'employment-document' })),
		});
		const { items } = await upload();

		expect(items[0]?.json).toMatchObject({ existing: true, documentTypeId: 'employment-document' });
	});

	describe('when n8n runs the node again', () => {
		const MINT = 'POST /document/secure/upload';
		const two = () => [pdfItem('one', 'signed.pdf'), pdfItem('two', 'signed.pdf')];
		const notAtFirst = () => {
			bed.karmaCheck.script(MINT, { delayMs: 0 });
			bed.karmaCheck.script(MINT, { status: 400, body: { message: ['not now'] } });
		};
		const options = { existingDocuments: 'skipSameName', concurrency: 1 };

		it('does not take what the first try has made for what was there before', async () => {
			notAtFirst();
			const { items, error } = await bed.uploadDocument({
				items: two(),
				nodeSettings: RETRIED,
				parameters: { options },
			});

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.existing)).toEqual([undefined, undefined]);
			const ids = bed.karmaCheck.records.map(({ id }) => id);
			expect(items.map(({ json }) => json.secureDocumentId)).toEqual(ids);
			expect(bed.storage.requests).toHaveLength(2);
		});

		it('makes no second document of an item whose parameters have changed meanwhile', async () => {
			notAtFirst();
			const first = await bed.uploadDocument({ items: two(), parameters: { options } });
			expect(first.error).toBeDefined();
			const { items } = await bed.uploadDocument({
				retryOf: first.execution,
				parameters: { options: { ...options, title: 'Signed' } },
			});

			expect(items.map(({ json }) => json.existing)).toEqual([true, undefined]);
			expect(bed.karmaCheck.records).toHaveLength(2);
		});
	});

	it('finds a name that is composed otherwise', async () => {
		await upload([pdfItem('a', 'café.pdf')]);
		bed.karmaCheck.records[0]!.originalFileName = 'café.pdf'.normalize('NFD');
		const { items } = await upload([pdfItem('a', 'café.pdf')]);

		expect(items[0]?.json.existing).toBe(true);
	});

	it('adds another by default', async () => {
		await bed.uploadDocument();
		const { items } = await bed.uploadDocument();

		expect(items[0]?.json).not.toHaveProperty('existing');
		expect(bed.karmaCheck.records).toHaveLength(2);
	});
});
