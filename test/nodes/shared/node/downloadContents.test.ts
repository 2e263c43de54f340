import { byId, startBed, type Bed } from '../../../support/bed';
import { PUBLISHED } from '../../Kelviq/catalogue';

const PAGE = '<!doctype html><title>Sign in</title>';

/** What a storage returns with 200: not always the file. */
describe.each(['default', 'filesystem'] as const)('what is downloaded, in %s mode', (mode) => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed(mode);
	});

	afterAll(async () => {
		await bed.close();
	});

	/** A storage that returns this. */
	const storage = (body: string, type?: string) => {
		const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
		bed.kelviq.script('GET /stored', { headers, body });
		return `${bed.kelviq.origin}/stored?Signature=secret`;
	};
	const document = async (content: string, type?: string) => {
		const body = storage(content, type);
		bed.karmaCheck.script('GET /document/secure/id/{id}/download/url', { body });
		return await bed.karmaCheckRun('document', 'download', {
			parameters: { documentId: 'd-1', binaryPropertyName: 'data' },
		});
	};
	const report = async (content: string, type?: string) => {
		const body = storage(content, type);
		bed.karmaCheck.script('GET /case/id/{caseId}/report/pdf/download/url', { body });
		return await bed.karmaCheckRun('case', 'downloadReport', {
			parameters: { caseId: byId('c-1'), binaryPropertyName: 'data' },
		});
	};
	const planFile = async (content: string, type?: string, name = 'manual.pdf') => {
		const headers = { location: storage(content, type) };
		const file = bed.kelviq.plan(PUBLISHED).versions.at(-1)!.files[0]!;
		file.name = name;
		bed.kelviq.script('GET /catalog/plans/{identifier}/file/{pk}/download/', {
			status: 302,
			headers,
		});
		return await bed.kelviqRun('planFile', 'download', {
			parameters: {
				planIdentifier: byId(PUBLISHED),
				fileId: file.id,
				binaryPropertyName: 'data',
			},
		});
	};

	it.each([
		['document', document, "'d-1.pdf'", 'KarmaCheck'],
		['report', report, "'report-c-1.pdf'", 'KarmaCheck'],
		['plan file', planFile, "'manual.pdf'", 'Kelviq'],
	])('is no %s where it is nothing, or a web page', async (_what, download, name, vendor) => {
		for (const [content, is] of [
			['', 'is empty (0 bytes)'],
			[PAGE, "is of type application/pdf, but contains a web page, 'Sign in'"],
			['{"message":"Gone"}', "is of type application/pdf, but contains JSON, 'Gone'"],
		]) {
			const { items, error, saved } = await download(content!, 'application/pdf');

			expect(error?.message).toBe(
				`The file was not downloaded: ${name} ${is}. Run this item again, and check the network for a proxy; if it persists, contact ${vendor} support`,
			);
			expect(error?.context).toMatchObject({ step: 'request' });
			expect(items).toEqual([]);
			expect(saved).not.toContain('secret');
		}
	});

	it.each([
		['text/html', PAGE, "contains a web page, 'Sign in'"],
		['text/plain', 'Not ready', 'does not begin like one'],
		['application/octet-stream', '\0\x01\x02', 'does not begin like one'],
	])('is no report where it is %s', async (type, content, is) => {
		const { error } = await report(content, type);
		expect(error?.message).toContain(
			`The file was not downloaded: 'report-c-1.pdf' is of type application/pdf, but ${is}`,
		);
	});

	it('is a report where it begins like a PDF, whatever the storage calls it', async () => {
		for (const type of ['application/pdf', 'binary/octet-stream', 'text/html', undefined]) {
			const { items, error } = await report('%PDF-1.7', type);

			expect(error).toBeUndefined();
			const about = { fileName: 'report-c-1.pdf', mimeType: 'application/pdf' };
			expect(items[0]?.json).toMatchObject(about);
			expect(items[0]?.binary?.data).toMatchObject(about);
		}
	});

	it('is no PDF where it is a web page that says so itself', async () => {
		const { error } = await planFile(PAGE, 'text/html');
		expect(error?.message).toContain("'manual.pdf' is of type application/pdf, but contains");
	});

	it.each([
		['manual.html', 'text/html', PAGE, 'manual.html', 'text/html'],
		['manual', 'text/html', PAGE, 'manual.html', 'text/html'],
		['manual', 'binary/octet-stream', PAGE, 'manual.html', 'text/html'],
		['page.html', 'application/pdf', PAGE, 'page.html', 'application/pdf'],
		['data.json', 'application/json', '{"a":1}', 'data.json', 'application/json'],
		['logo.svg', 'image/svg+xml', '<svg/>', 'logo.svg', 'image/svg+xml'],
		['notes.txt', 'text/plain', PAGE, 'notes.txt', 'text/plain'],
	])('is the plan file %s of type %s', async (name, type, content, fileName, mimeType) => {
		const { items, error } = await planFile(content, type, name);

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ fileName, mimeType, fileSize: content.length });
		expect(String(await bed.engine.bytesOf(items[0]))).toBe(content);
	});

	describe.each(['binary/octet-stream', 'application/octet-stream', 'text/plain', undefined])(
		'with the type %s and no name',
		(type) => {
			it.each([
				['%PDF-1.7', 'd-1.pdf', 'application/pdf'],
				[`%PDF-1.7 ${'x'.repeat(200_000)}`, 'd-1.pdf', 'application/pdf'],
				['PK\x03\x04', 'd-1.zip', 'application/zip'],
				['A letter', 'd-1.txt', 'text/plain'],
				['\0\x01\x02', 'd-1', 'application/octet-stream'],
			])('is told by its first bytes (%#)', async (content, fileName, mimeType) => {
				const { items, error } = await document(content, type);

				expect(error).toBeUndefined();
				const fileSize = Buffer.byteLength(content);
				expect(items[0]?.json).toMatchObject({ fileName, mimeType, fileSize });
				expect(items[0]?.binary?.data).toMatchObject({ fileName, mimeType });
				expect(String(await bed.engine.bytesOf(items[0]))).toBe(content);
			});
		},
	);
});
