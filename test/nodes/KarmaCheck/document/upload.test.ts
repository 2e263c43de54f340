import { keptSession } from '../../../../nodes/KarmaCheck/api/session';
import { byId, pdf, pdfItem, startBed, type Bed } from '../../../support/bed';

describe.each(['default', 'filesystem'] as const)('document / upload, files in %s mode', (mode) => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed(mode);
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.karmaCheck.violations).toEqual([]);
	});

	beforeEach(() => {
		bed.karmaCheck.requests.length = 0;
		bed.karmaCheck.records.length = 0;
		bed.storage.requests.length = 0;
	});

	it('attaches the file of an item to the case, byte for byte', async () => {
		const { items, error } = await bed.uploadDocument({ items: [pdfItem('wörter')] });

		expect(error).toBeUndefined();
		const [record] = bed.karmaCheck.records;
		expect(items).toEqual([
			{
				json: {
					secureDocumentId: record?.id,
					fileKey: record?.fileKey,
					fileName: 'disclosure.pdf',
					mimeType: 'application/pdf',
					fileSize: 16,
					documentTypeId: 'candidate-disclosures-and-authorizations',
					caseId: bed.karmaCheck.caseIds[0],
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(record).toMatchObject({
			originalFileName: 'disclosure.pdf',
			caseId: bed.karmaCheck.caseIds[0],
			fileFormat: 'pdf',
			title: null,
		});
		const stored = await bed.storage.read(bed.karmaCheck.bucket, record?.fileKey ?? '');
		expect(stored.toString()).toBe('%PDF-1.7 wörter');
		const { contentType } = (await bed.storage.stat(bed.karmaCheck.bucket, record!.fileKey))!;
		expect(contentType).toBe('application/pdf');
	});

	it('sends several fields of one item with one mint call and one record call', async () => {
		const { items, error } = await bed.uploadDocument({
			items: [{ files: { consent: pdf('a', 'a.pdf'), identity: pdf('b', 'b.pdf') } }],
			parameters: { binaryPropertyName: 'consent, identity' },
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.fileName)).toEqual(['a.pdf', 'b.pdf']);
		expect(bed.karmaCheck.callsTo('POST /document/secure/upload')).toHaveLength(1);
		expect(bed.karmaCheck.callsTo('POST /document/secure/create')).toHaveLength(1);
		for (const { json } of items) {
			const stored = await bed.storage.read(bed.karmaCheck.bucket, String(json.fileKey));
			expect(stored.toString()).toBe(`%PDF-1.7 ${json.fileName === 'a.pdf' ? 'a' : 'b'}`);
		}
	});

	it('leaves the case out of the request and the output when there is none yet', async () => {
		const { items, error } = await bed.uploadDocument({
			parameters: { attachTo: 'none', caseId: byId('') },
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json).not.toHaveProperty('caseId');
		expect(bed.karmaCheck.records[0]?.caseId).toBeNull();
		const [create] = bed.karmaCheck.callsTo('POST /document/secure/create');
		expect(create?.body).not.toHaveProperty('accessGrants');
	});

	it('takes name, type, title and description from the options', async () => {
		const { items, error } = await bed.uploadDocument({
			items: [{ files: { data: { bytes: Buffer.from('x'), fileName: 'scan.bin' } } }],
			parameters: {
				options: {
					fileName: 'Consent.JPEG',
					mimeType: 'Image/JPEG; q=1',
					title: 'Consent',
					description: 'Signed today',
				},
			},
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ fileName: 'Consent.JPEG', mimeType: 'image/jpeg' });
		expect(bed.karmaCheck.records[0]).toMatchObject({
			originalFileName: 'Consent.JPEG',
			title: 'Consent',
			description: 'Signed today',
			fileFormat: 'jpeg',
		});
	});

	it('leaves fileFormat out for types that it has no word for', async () => {
		const file = { bytes: Buffer.from('x'), fileName: 'notes.txt', mimeType: 'text/plain' };
		const { error } = await bed.uploadDocument({ items: [{ files: { data: file } }] });

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.records[0]?.fileFormat).toBeNull();
	});

	it('keeps a name in UTF-8 with quotes, and drops folders and line breaks', async () => {
		const { items, error } = await bed.uploadDocument({
			items: [pdfItem('1', '/tmp/résumé "1"\r\n.pdf')],
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json.fileName).toBe('résumé "1".pdf');
		expect(bed.karmaCheck.records[0]?.originalFileName).toBe('résumé "1".pdf');
	});

	it('uploads to a URL of Signature V4 as well', async () => {
		bed.karmaCheck.signatureVersion = 'v4';
		const { error } = await bed.uploadDocument();
		bed.karmaCheck.signatureVersion = 'v2';

		expect(error).toBeUndefined();
		expect(bed.storage.requests[0]?.url).toContain('X-Amz-Signature=');
		expect(bed.karmaCheck.records).toHaveLength(1);
	});

	it('sends the bytes without credentials, with their length and the signed type', async () => {
		await bed.uploadDocument();

		const [put] = bed.storage.requests;
		expect(put).toMatchObject({ method: 'PUT', status: 200 });
		expect(put?.headers).not.toHaveProperty('authorization');
		expect(put?.headers).not.toHaveProperty('transfer-encoding');
		expect(put?.headers).toMatchObject({
			'content-type': 'application/pdf',
			'content-length': '15',
		});
	});
});

describe('document / upload over many items', () => {
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
		bed.karmaCheck.records.length = 0;
	});

	it('makes two vendor calls per item, and reads the file types and signs in once', async () => {
		const items = Array.from({ length: 12 }, (_, index) => pdfItem(String(index), `${index}.pdf`));
		bed.karmaCheck.tokensMinted = 0;

		const result = await bed.uploadDocument({ items });

		expect(result.error).toBeUndefined();
		expect(result.items.map(({ json }) => json.fileName)).toEqual(
			items.map((_, index) => `${index}.pdf`),
		);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		expect(bed.karmaCheck.tokensMinted).toBe(1);
		expect(bed.karmaCheck.callsTo('GET /document/secure/mimetypes')).toHaveLength(1);
		expect(bed.karmaCheck.callsTo('GET /case/id/{caseId}')).toHaveLength(1);
		expect(bed.karmaCheck.callsTo('POST /document/secure/upload')).toHaveLength(12);
		expect(bed.karmaCheck.callsTo('POST /document/secure/create')).toHaveLength(12);
		expect(bed.karmaCheck.requests).toHaveLength(1 + 1 + 1 + 12 + 12);
	});

	it('signs in once more when its token was revoked, whether that is said with 401 or 403', async () => {
		for (const status of [401, 403] as const) {
			const sessionToken = keptSession(bed.karmaCheckApi(), 'revoked-token');
			const karmaCheckApi = { ...bed.karmaCheckApi(), sessionToken };
			bed.karmaCheck.invalidTokenStatus = status;
			bed.karmaCheck.tokensMinted = 0;

			const credentials = { karmaCheckApi };
			const { error } = await bed.uploadDocument({ credentials });

			expect(error).toBeUndefined();
			expect(bed.karmaCheck.tokensMinted).toBe(1);
			expect(credentials.karmaCheckApi.sessionToken).not.toBe(sessionToken);
		}
	});

	it('signs in again when the credential has been changed, although the old session is still good', async () => {
		const credentials = { karmaCheckApi: bed.karmaCheckApi() };
		await bed.uploadDocument({ credentials });
		const changed = { ...credentials.karmaCheckApi, clientAccessToken: 'of another group' };
		const { error } = await bed.uploadDocument({ credentials: { karmaCheckApi: changed } });

		expect(error?.message).toContain('KarmaCheck did not accept the API key');
	});

	it('uses an existing token as it is, without signing in', async () => {
		bed.karmaCheck.tokensMinted = 0;
		const { error } = await bed.uploadDocument({
			credentials: {
				karmaCheckApi: {
					...bed.karmaCheckApi(),
					authentication: 'token',
					token: bed.karmaCheck.token,
				},
			},
		});

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.tokensMinted).toBe(0);
	});
});
