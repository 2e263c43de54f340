import { byId, pdf, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';

/** KarmaCheck has no idempotency keys: what an unclear record call did has to be checked. */
describe('document / upload, when the record call ends unclearly', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(30);
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(() => {
		bed.karmaCheck.requests.length = 0;
		bed.karmaCheck.records.length = 0;
	});

	const RECORD = 'POST /document/secure/create';
	const LIST = 'GET /document/secure/list/case/id/{caseId}';
	const three = {
		items: [{ files: { a: pdf('a', 'a.pdf'), b: pdf('b', 'b.pdf'), c: pdf('c', 'c.pdf') } }],
		parameters: { binaryPropertyName: 'a,b,c' },
	};

	it.each([
		['the connection is cut', { destroy: true }],
		['a proxy returns 502', { status: 502, body: '<html><title>Bad gateway</title></html>' }],
		['the response is a web page', { body: '<!doctype html><title>Proxy</title>' }],
		['the response has another length', { patch: () => ({ list: [] }) }],
		['the response has no ids', { patch: () => ({ list: [{}] }) }],
	])('finds the record when %s after the work was done', async (_, reply) => {
		bed.karmaCheck.script(RECORD, { after: true, ...reply });
		const { items, error } = await bed.uploadDocument();

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(items[0]?.json.secureDocumentId).toBe(bed.karmaCheck.records[0]?.id);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});

	it.each([
		['the connection is cut', { destroy: true }],
		['the response is 503', { status: 503, body: 'busy' }],
	])('sends it again when %s before the work was done', async (_, reply) => {
		bed.karmaCheck.script(RECORD, reply);
		const { items, error } = await bed.uploadDocument();

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(items[0]?.json.secureDocumentId).toBe(bed.karmaCheck.records[0]?.id);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(2);
	});

	it('looks again after a pause before it sends anything twice', async () => {
		bed.karmaCheck.script(RECORD, { status: 502, body: 'Bad gateway', after: true });
		bed.karmaCheck.script(LIST, { patch: () => [] });
		const { items, error } = await bed.uploadDocument();

		expect(error).toBeUndefined();
		expect(items[0]?.json.secureDocumentId).toBe(bed.karmaCheck.records[0]?.id);
		expect(bed.karmaCheck.callsTo(LIST)).toHaveLength(2);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});

	it('sends a refused call once', async () => {
		bed.karmaCheck.script(RECORD, {
			status: 400,
			body: { message: ['list.0.title is too long'], error: 'Bad Request', statusCode: 400 },
		});
		const { error } = await bed.uploadDocument();

		expect(error?.message).toContain('returned 400 “list.0.title is too long”');
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});

	it('gives up after two attempts, with the file key to finish by hand', async () => {
		bed.karmaCheck.script(RECORD, { status: 500, body: 'down', times: 2 });
		const { error } = await bed.uploadDocument();

		expect(error?.message).toMatch(
			/KarmaCheck did not attach it to case .+: KarmaCheck returned 500 “down”\. Check the case's documents first\. For any that are missing, use 'Create Record' with their file keys$/,
		);
		expect(error?.context).toMatchObject({ step: 'record', fileKeys: [expect.any(String)] });
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(2);
		expect(bed.karmaCheck.records).toEqual([]);
	});

	it('says so when the documents of the case cannot be read either', async () => {
		bed.karmaCheck.script(RECORD, { destroy: true, after: true });
		bed.karmaCheck.script(LIST, {
			status: 403,
			body: { message: 'no', error: 'Forbidden', statusCode: 403 },
		});
		const { error } = await bed.uploadDocument();

		expect(error?.message).toContain('but the documents of case');
		expect(error?.context).toMatchObject({ step: 'record', fileKeys: [expect.any(String)] });
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});

	it('never repeats a call without a case, and keeps the file keys', async () => {
		bed.karmaCheck.script(RECORD, { destroy: true, after: true });
		const { error } = await bed.uploadDocument({
			parameters: { attachTo: 'none', caseId: byId('') },
		});

		expect(error?.message).toContain('KarmaCheck did not create a document from it');
		expect(error?.message).toContain(
			"'Create Record' with the file keys finishes the upload but may create a duplicate",
		);
		expect(error?.context).toMatchObject({
			step: 'record',
			fileKeys: [bed.karmaCheck.records[0]?.fileKey],
		});
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});

	it('matches records to files by their keys, whatever order they come in', async () => {
		bed.karmaCheck.script(RECORD, {
			patch: (body) => ({ list: [...(body as { list: unknown[] }).list].reverse() }),
		});
		const { items, error } = await bed.uploadDocument(three);

		expect(error).toBeUndefined();
		for (const { json } of items) {
			const record = bed.karmaCheck.records.find(({ fileKey }) => fileKey === json.fileKey);
			expect(record?.originalFileName).toBe(json.fileName);
			expect(json.secureDocumentId).toBe(record?.id);
		}
	});

	it('creates no record when one of three files was not stored, and names those that were', async () => {
		bed.karmaCheck.script('POST /document/secure/upload', {
			patch: (body) => {
				const { list } = body as { list: Array<{ url: string; fileKey: string }> };
				const [first, ...rest] = list;
				return {
					list: [{ ...first, url: first?.url.replace('Signature=', 'Signature=x') }, ...rest],
				};
			},
		});
		const { error } = await bed.uploadDocument(three);

		expect(error?.message).toMatch(
			/^2 of 3 files were stored\. 'a\.pdf' was not stored: the storage returned 403 SignatureDoesNotMatch/,
		);
		expect(error?.context).toMatchObject({ step: 'transfer' });
		expect((error?.context as { fileKeys: string[] }).fileKeys).toHaveLength(2);
		expect(bed.karmaCheck.records).toEqual([]);
	});
});
