import { byId, startBed, type Bed } from '../../../support/bed';

describe('documents without an upload', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.karmaCheck.violations).toEqual([]);
	});

	beforeEach(() => {
		bed.karmaCheck.requests.length = 0;
		bed.storage.requests.length = 0;
	});

	const run = async (operation: string, parameters: object = {}) =>
		await bed.karmaCheckRun('document', operation, { parameters: { ...parameters } });
	const uploaded = async () => (await bed.uploadDocument()).items[0]!.json;

	describe('getMimeTypes', () => {
		it('returns an item per type', async () => {
			const { items, error } = await run('getMimeTypes');

			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(50);
			expect(items.map(({ json }) => json)).toContainEqual({ mimeType: 'application/pdf' });
		});
	});

	describe('createUploadUrl', () => {
		const ask = {
			mimeType: 'Application/PDF',
			documentTypeId: 'candidate-disclosures-and-authorizations',
		};

		it.each(['v2', 'v4'] as const)(
			'gives an address, its key and its end (%s)',
			async (version) => {
				bed.karmaCheck.signatureVersion = version;
				const { items, error } = await run('createUploadUrl', ask);
				bed.karmaCheck.signatureVersion = 'v2';

				expect(error).toBeUndefined();
				const { url, fileKey, expiresAt } = items[0]!.json;
				expect(bed.karmaCheck.minted.get(String(fileKey))?.mimeType).toBe('application/pdf');
				expect(String(url)).toContain(String(fileKey));
				const life = Date.parse(String(expiresAt)) - Date.now();
				expect(life).toBeGreaterThan(3_500_000);
				expect(life).toBeLessThan(3_605_000);
				expect(expiresAt).toMatch(/Z$/);
			},
		);

		it.each([
			['image/pjpeg', 'image/pjpeg'],
			['Image/PJPEG; charset=x', 'image/pjpeg'],
			['application/x-rar-compressed', 'application/x-rar-compressed'],
		])('accepts a file with exactly the type entered (%s)', async (mimeType, type) => {
			const { items, error } = await run('createUploadUrl', { ...ask, mimeType });
			expect(error).toBeUndefined();
			const put = { method: 'PUT', headers: { 'content-type': type }, body: 'pixels' };
			expect((await fetch(String(items[0]?.json.url), put)).status).toBe(200);
		});

		it('asks for nothing where it is no type', async () => {
			const { error } = await run('createUploadUrl', { ...ask, mimeType: 'pdf' });
			expect(error?.message).toContain("'pdf' in 'MIME Type' is not a MIME type");
			expect(bed.karmaCheck.requests).toEqual([]);
		});

		it('shows what KarmaCheck says about a type', async () => {
			const { error } = await run('createUploadUrl', { ...ask, mimeType: 'audio/mp3' });

			expect(error?.message).toContain(
				'returned 400 “files.0.mimeType must be a supported MIME type”',
			);
		});
	});

	describe('createRecord', () => {
		it('creates a document from a stored file and attaches it to the case', async () => {
			const first = await bed.uploadDocument({
				parameters: { attachTo: 'none', caseId: byId('') },
			});
			const fileKey = String(first.items[0]?.json.fileKey);
			const { items, error } = await run('createRecord', {
				fileKey,
				fileName: 'folder/consent.PDF',
				caseId: byId(bed.karmaCheck.caseIds[0]!),
				options: { title: 'Consent' },
			});

			expect(error).toBeUndefined();
			const record = bed.karmaCheck.records.find(
				({ id }) => id === items[0]?.json.secureDocumentId,
			);
			expect(items[0]?.json).toEqual({
				secureDocumentId: record?.id,
				fileKey,
				caseId: bed.karmaCheck.caseIds[0],
			});
			expect(record).toMatchObject({
				originalFileName: 'consent.PDF',
				title: 'Consent',
				fileFormat: 'pdf',
			});
		});

		it('returns the document that an interrupted upload created after all, instead of a second one', async () => {
			const { fileKey, secureDocumentId } = await uploaded();
			bed.karmaCheck.requests.length = 0;
			const { items, error } = await run('createRecord', {
				fileKey,
				fileName: 'disclosure.pdf',
				caseId: byId(bed.karmaCheck.caseIds[0]!),
			});

			expect(error).toBeUndefined();
			expect(items[0]?.json.secureDocumentId).toBe(secureDocumentId);
			expect(bed.karmaCheck.callsTo('POST /document/secure/create')).toEqual([]);
		});

		it('says what KarmaCheck says about a key that is not stored', async () => {
			const { error } = await run('createRecord', {
				fileKey: 'no-such-key',
				fileName: 'a.pdf',
				attachTo: 'none',
			});

			expect(error?.message).toMatch(
				/KarmaCheck did not create a document from it: KarmaCheck returned 400/,
			);
		});
	});

	describe('getAll', () => {
		it('returns the documents of the case as the API has them', async () => {
			const { secureDocumentId, fileKey } = await uploaded();
			const { items, error } = await run('getAll', {
				caseId: byId(bed.karmaCheck.caseIds[0]!),
				returnAll: true,
			});

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json)).toContainEqual(
				expect.objectContaining({ id: secureDocumentId, fileKey }),
			);
		});

		it('shows documents that KarmaCheck created, and stops at the limit', async () => {
			const caseId = byId(bed.karmaCheck.caseIds[1]!);
			const all = await run('getAll', { caseId, returnAll: true });
			const one = await run('getAll', { caseId, limit: 1 });

			expect(all.items.some(({ json }) => String(json.documentTypeId).startsWith('ohs-'))).toBe(
				true,
			);
			expect(one.items).toHaveLength(1);
		});

		it('says so when the response is not a list', async () => {
			bed.karmaCheck.script('GET /document/secure/list/case/id/{caseId}', { patch: () => ({}) });
			const { error } = await run('getAll', { caseId: byId(bed.karmaCheck.caseIds[0]!) });

			expect(error?.message).toContain('could not be read: the response is not a list');
		});
	});

	describe('download', () => {
		it.each(['bare', 'quoted', 'lineBreak'] as const)(
			'puts the file in the output field (the URL comes %s)',
			async (quirk) => {
				const { secureDocumentId } = await uploaded();
				bed.storage.requests.length = 0;
				bed.karmaCheck.downloadUrlQuirk = quirk;
				const { items, error } = await run('download', {
					documentId: secureDocumentId,
					binaryPropertyName: 'file',
				});
				bed.karmaCheck.downloadUrlQuirk = 'bare';

				expect(error).toBeUndefined();
				expect(items[0]?.json).toEqual({
					documentId: secureDocumentId,
					fileName: expect.stringMatching(/\.pdf$/),
					mimeType: 'application/pdf',
					fileSize: 15,
				});
				expect(String(await bed.engine.bytesOf(items[0], 'file'))).toBe('%PDF-1.7 signed');
				expect(items[0]?.pairedItem).toEqual({ item: 0 });
			},
		);

		it('sends neither credentials nor a Content-Type to the storage', async () => {
			const { secureDocumentId } = await uploaded();
			bed.storage.requests.length = 0;
			await run('download', { documentId: secureDocumentId });

			expect(bed.storage.requests).toHaveLength(1);
			expect(bed.storage.requests[0]?.headers).not.toHaveProperty('authorization');
			expect(bed.storage.requests[0]?.headers).not.toHaveProperty('content-type');
		});

		it('says which document KarmaCheck does not return', async () => {
			const { error } = await run('download', { documentId: 'unknown' });

			expect(error?.message).toMatch(
				/^KarmaCheck did not issue a download URL for document unknown: KarmaCheck returned 40[34]/,
			);
		});

		it.each([
			['a web page', '<!doctype html><title>x</title>', 'what it returned is not a URL'],
			['a URL without https', 'http://s3.example.com/a?Signature=x', 'is not HTTPS'],
			['nothing', '', 'what it returned is not a URL'],
		])('fetches nothing when the response is %s', async (_, body, words) => {
			bed.karmaCheck.script('GET /document/secure/id/{id}/download/url', { body });
			const { error } = await run('download', { documentId: 'some' });

			expect(error?.message).toContain(words);
			expect(error?.message).not.toContain('Signature');
			expect(bed.storage.requests).toEqual([]);
		});

		it("gives the storage's reason when the file is not there", async () => {
			const url = await bed.storage.presignGet({ bucket: bed.karmaCheck.bucket, key: 'gone' });
			bed.karmaCheck.script('GET /document/secure/id/{id}/download/url', { body: url });
			const { error, saved } = await run('download', { documentId: 'some' });

			expect(error?.message).toContain(
				'The file was not downloaded: the storage returned 404 NoSuchKey',
			);
			expect(saved).not.toContain('Signature=');
		});
	});
});
