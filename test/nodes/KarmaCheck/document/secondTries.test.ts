import { byId, pdf, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import { RETRIED } from '../../../support/retried';

const RECORD = 'POST /document/secure/create';
const LIST = 'GET /document/secure/list/case/id/{caseId}';

describe('a record whose answer was lost, when n8n runs the node again', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(30);
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await Promise.all([bed.karmaCheck.reset(), bed.storage.reset()]);
	});

	const noCase = { attachTo: 'none', caseId: byId('') };
	const upload = async (parameters = {}) =>
		await bed.uploadDocument({ parameters, nodeSettings: RETRIED });

	it('is not sent again without a case, where nobody can look it up', async () => {
		bed.karmaCheck.script(RECORD, { destroy: true, after: true });
		const { error } = await upload(noCase);

		expect(error?.message).toContain('Whether it was created cannot be checked.');
		expect(error?.context).toMatchObject({ fileKeys: [bed.karmaCheck.records[0]?.fileKey] });
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(bed.storage.requests).toHaveLength(1);
	});

	it('is found on its case in the second try where the first could not read it', async () => {
		bed.karmaCheck.script(RECORD, { destroy: true, after: true });
		bed.karmaCheck.script(LIST, { status: 403, body: { message: 'not now' } });
		const { items, error } = await upload();

		expect(error).toBeUndefined();
		expect(items[0]?.json.secureDocumentId).toBe(bed.karmaCheck.records[0]?.id);
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
		expect(bed.storage.requests).toHaveLength(1);
	});

	it('is found within one try where the case could not be read for a while', async () => {
		bed.karmaCheck.script(RECORD, { destroy: true, after: true });
		bed.karmaCheck.script(LIST, { status: 500, body: 'busy', times: 6 });
		const { error } = await bed.uploadDocument();

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});

	it('is not sent again either by "Create Record" without a case', async () => {
		const { items } = await bed.uploadDocument({ parameters: noCase });
		bed.karmaCheck.requests.length = 0;
		bed.karmaCheck.script(RECORD, { destroy: true });
		const { error } = await bed.karmaCheckRun('document', 'createRecord', {
			nodeSettings: RETRIED,
			parameters: {
				...noCase,
				fileKey: String(items[0]?.json.fileKey),
				fileName: 'disclosure.pdf',
			},
		});

		expect(error?.message).toContain('may create a duplicate');
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});
});

describe('an item of several files, when n8n runs the node again', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	const files = { a: pdf('a', 'a.pdf'), b: pdf('b', 'b.pdf'), c: pdf('c', 'c.pdf') };

	it('sends only those that were not stored, and records each under its own key', async () => {
		bed.karmaCheck.script('POST /document/secure/upload', {
			patch: (body) => {
				const [a, b, c] = (body as { list: Array<{ url: string }> }).list;
				return { list: [a, { ...b, url: b!.url.replace('Signature=', 'Signature=x') }, c] };
			},
		});
		const { items, error } = await bed.uploadDocument({
			items: [{ files }],
			parameters: { binaryPropertyName: 'a,b,c' },
			nodeSettings: RETRIED,
		});

		expect(error).toBeUndefined();
		const stored = bed.storage.requests.filter(({ status }) => status === 200);
		expect(stored).toHaveLength(3);
		expect(items.map(({ json }) => json.fileName)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
		for (const { json } of items) {
			const record = bed.karmaCheck.records.find(({ id }) => id === json.secureDocumentId);
			expect(record).toMatchObject({ originalFileName: json.fileName, fileKey: json.fileKey });
		}
		expect(bed.karmaCheck.records).toHaveLength(3);
	});

	it('names in a second try, too, what the first has stored', async () => {
		bed.karmaCheck.script('POST /document/secure/upload', {
			times: 3,
			patch: (body) => {
				const { list } = body as { list: Array<{ url: string; fileKey: string }> };
				const bad = (url: string) => url.replace('Signature=', 'Signature=x');
				const last = list.length - 1;
				return { list: list.map((one, at) => (at < last ? one : { ...one, url: bad(one.url) })) };
			},
		});
		bed.storage.requests.length = 0;
		const { error } = await bed.uploadDocument({
			items: [{ files }],
			parameters: { binaryPropertyName: 'a,b,c' },
			nodeSettings: RETRIED,
		});

		expect(error?.message).toContain('2 of 3 files were stored.');
		const stored = bed.storage.requests.filter(({ status }) => status === 200);
		const keys = (error?.context as { fileKeys?: string[] }).fileKeys ?? [];
		expect(keys).toHaveLength(2);
		for (const { url } of stored) expect(keys.some((key) => url.includes(key))).toBe(true);
	});
});
