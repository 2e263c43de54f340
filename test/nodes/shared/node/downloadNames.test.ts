import { byId, startBed, type Bed } from '../../../support/bed';
import { PUBLISHED } from '../../Kelviq/catalogue';

/** A storage names a file in its Content-Disposition header, or not at all. */
describe('the name of a downloaded file', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	/** A storage that returns a PDF with this header. */
	const storage = (disposition?: string) => {
		const headers = {
			'content-type': 'application/pdf',
			...(disposition === undefined ? {} : { 'content-disposition': disposition }),
		};
		bed.kelviq.script('GET /stored', { headers, body: '%PDF-1.7' });
		return `${bed.kelviq.origin}/stored?Signature=x`;
	};
	const document = async (disposition?: string) => {
		const body = storage(disposition);
		bed.karmaCheck.script('GET /document/secure/id/{id}/download/url', { body });
		return await bed.karmaCheckRun('document', 'download', {
			parameters: { documentId: 'd-1', binaryPropertyName: 'data' },
		});
	};
	const file = () => bed.kelviq.plan(PUBLISHED).versions.at(-1)!.files[0]!;
	const planFile = async (disposition?: string) => {
		const headers = { location: storage(disposition) };
		bed.kelviq.script('GET /catalog/plans/{identifier}/file/{pk}/download/', {
			status: 302,
			headers,
		});
		return await bed.kelviqRun('planFile', 'download', {
			parameters: {
				planIdentifier: byId(PUBLISHED),
				fileId: file().id,
				binaryPropertyName: 'data',
			},
		});
	};

	describe.each([
		['a document', document],
		['a plan file', planFile],
	])('of %s', (_what, download) => {
		it.each([
			['attachment; filename="a; b.pdf"', 'a; b.pdf'],
			['attachment; filename="my \\"x\\".pdf"', 'my "x".pdf'],
			['attachment; x-filename="z"; filename="y.pdf"', 'y.pdf'],
			["attachment; filename*=UTF-8'en'R%C3%A9sum%C3%A9.pdf", 'Résumé.pdf'],
			["attachment; filename*=ISO-8859-1''R%E9sum%E9.pdf", 'Résumé.pdf'],
			['attachment; filename="../../etc/combined"', 'combined.pdf'],
			['attachment; filename=".pdf"', 'file.pdf'],
		])('is read from the header %s', async (disposition, fileName) => {
			const { items, error } = await download(disposition);

			expect(error).toBeUndefined();
			expect(items[0]?.json).toMatchObject({ fileName, mimeType: 'application/pdf' });
			expect(items[0]?.binary?.data).toMatchObject({ fileName });
		});
	});

	it('is that of the plan file where the storage gives none, with one extension', async () => {
		for (const name of ['g.pdf', 'g']) {
			file().name = name;
			const { items } = await planFile();
			expect(items[0]?.json.fileName).toBe('g.pdf');
		}
	});

	it('is the id of the document where the storage gives none', async () => {
		const { items } = await document();
		expect(items[0]?.json.fileName).toBe('d-1.pdf');
	});
});
