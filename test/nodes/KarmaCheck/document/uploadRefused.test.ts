import { keptSession } from '../../../../nodes/KarmaCheck/api/session';
import { byId, pdf, pdfItem, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';

/** Every message is one or two complete sentences: what happened at which step, then what to do. */
describe('document / upload, when something is wrong', () => {
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
	});

	const withFile = (file: object) => [{ files: { data: { ...pdf(), ...file } } }];

	it.each([
		[
			'a misspelled field',
			{ parameters: { binaryPropertyName: 'dta' } },
			"Nothing was sent: no file was found in 'dta' of the incoming item. Use one of the fields that hold a file: 'data', or * for all of them",
		],
		[
			'an item without files',
			{ items: [{ json: { name: 'Ada' } }] },
			"Nothing was sent: no file was found in 'data' of the incoming item. The item has no files: connect a node that outputs one, or use an expression that returns a file from an earlier node, e.g. {{ $('Form').item.binary.consent }}",
		],
		[
			'an empty field list',
			{ parameters: { binaryPropertyName: ' , ' } },
			"Nothing was sent: 'Input Data Field Name' is empty. Enter the name of the field that holds the file, e.g. 'data', or * for all files",
		],
		[
			'an empty case',
			{ parameters: { caseId: byId('  ') } },
			"Nothing was sent: 'Case' is empty. Choose a case or enter its ID, or set 'Attach To' to 'No Case Yet'",
		],
		[
			'an empty file',
			{ items: withFile({ bytes: Buffer.alloc(0) }) },
			"Nothing was sent: 'disclosure.pdf' is empty (0 bytes). Check the node that produces it",
		],
	])('refuses %s before any call', async (_, trial, message) => {
		const { error } = await bed.uploadDocument(trial);

		expect(error?.message).toBe(message);
		expect(error?.description).toBe('Step: input.');
		expect(error?.context).toMatchObject({ itemIndex: 0, step: 'input' });
		expect(bed.karmaCheck.requests).toEqual([]);
	});

	it('refuses a type that KarmaCheck does not list, before requesting a URL', async () => {
		const { error } = await bed.uploadDocument({
			items: withFile({
				mimeType: 'application/octet-stream',
				fileName: 'scan.bin',
				bytes: Buffer.from([1, 2, 3]),
			}),
		});

		expect(error?.message).toBe(
			"Nothing was sent: 'scan.bin' is of type application/octet-stream, which KarmaCheck does not accept. Convert it, for example to PDF, or set its actual type in 'MIME Type' under Options",
		);
		expect(bed.karmaCheck.callsTo('POST /document/secure/upload')).toEqual([]);
	});

	it('lets KarmaCheck judge the type itself when the list is not to be had', async () => {
		bed.karmaCheck.script('GET /document/secure/mimetypes', { status: 500, body: 'down' });
		const { error, items } = await bed.uploadDocument();

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it('names the case that vanishes while a file is sent, and keeps the file key', async () => {
		bed.karmaCheck.script('POST /document/secure/create', {
			status: 403,
			body: { message: 'No access to this case', error: 'Forbidden', statusCode: 403 },
		});
		const { error } = await bed.uploadDocument();

		const fileKey = [...bed.karmaCheck.minted.keys()].at(-1);
		expect(error?.message).toBe(
			`The file is stored, but KarmaCheck did not attach it to case ${bed.karmaCheck.caseIds[0]}: KarmaCheck returned 403 “No access to this case”. Check the case ID, and that the case belongs to the credential's group and environment`,
		);
		expect(error?.httpCode).toBe('403');
		expect(error?.description).toBe(
			`Step: record. Already stored under these file keys: ${fileKey}.`,
		);
		expect(error?.context).toMatchObject({ step: 'record', fileKeys: [fileKey] });
		expect(bed.karmaCheck.records).toEqual([]);
	});

	it('tells a refused sign-in from everything else, without the secrets', async () => {
		const karmaCheckApi = { ...bed.karmaCheckApi(), clientAccessToken: 'of-production' };
		const { error, saved } = await bed.uploadDocument({ credentials: { karmaCheckApi } });

		expect(error?.message).toBe(
			"KarmaCheck did not issue an upload URL: KarmaCheck did not accept the API key and client access token (403). Check both in the credential, and its 'Base URL'",
		);
		expect(error?.description).toBe('Step: mint.');
		expect(saved).not.toContain('of-production');
		expect(saved).not.toContain(bed.karmaCheck.apiKey);
		expect(bed.karmaCheck.callsTo('POST /auth/api')).toHaveLength(1);
	});

	it('renews a token at most twice and then points at the credential', async () => {
		bed.karmaCheck.script('GET /document/secure/mimetypes', {
			status: 401,
			body: { message: 'Unauthorized', statusCode: 401 },
			times: Infinity,
		});
		bed.karmaCheck.tokensMinted = 0;
		const sessionToken = keptSession(bed.karmaCheckApi(), 'old');
		const credentials = { karmaCheckApi: { ...bed.karmaCheckApi(), sessionToken } };
		const { error } = await bed.uploadDocument({ credentials });

		expect(error?.message).toMatch(/returned 401 “Unauthorized”\. Open the credential/);
		expect(bed.karmaCheck.tokensMinted).toBe(2);
		expect(bed.karmaCheck.callsTo('GET /document/secure/mimetypes')).toHaveLength(3);
		bed.karmaCheck.clearScripts();
	});

	it('names a host that cannot be reached', async () => {
		const elsewhere = { ...bed.karmaCheckApi(), baseUrl: 'http://127.0.0.1:9' };
		const karmaCheckApi = { ...elsewhere, sessionToken: keptSession(elsewhere, 'kept') };
		await setPace(10);
		const { error } = await bed.uploadDocument({ credentials: { karmaCheckApi } });
		await setPace(1000);

		expect(error?.message).toBe(
			"KarmaCheck did not issue an upload URL: 127.0.0.1:9 could not be reached (ECONNREFUSED). Check 'Environment' in the credential, and n8n's network connection",
		);
	});

	it('refuses a base URL in plain http that is not on this machine', async () => {
		const karmaCheckApi = { ...bed.karmaCheckApi(), baseUrl: 'http://api.example.com' };
		const { error } = await bed.uploadDocument({ credentials: { karmaCheckApi } });

		expect(error?.message).toContain(
			"'Base URL' in the credential is not HTTPS. Enter one that starts with https://",
		);
	});

	it.each([
		[
			'a web page',
			{ headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Proxy</title>' },
			"KarmaCheck returned “a web page, 'Proxy'” instead of data",
		],
		[
			'another number of URLs',
			{ patch: () => ({ list: [] }) },
			'the response lists 0 entries instead of 1',
		],
		['no list', { patch: () => ({ items: [] }) }, 'the response contains no list'],
		[
			'an entry without key',
			{ patch: () => ({ list: [{ url: 'https://a.example' }] }) },
			"the response has no 'fileKey'",
		],
		['an empty entry', { patch: () => ({ list: [null] }) }, "the response has no 'url'"],
		[
			'a URL without https',
			{
				patch: () => ({
					list: [{ url: 'http://s3.example.com/x?Signature=s3cret', fileKey: 'k' }],
				}),
			},
			'the URL it returned (http://s3.example.com) is not HTTPS and was not used',
		],
		[
			'a redirect',
			{ status: 302, headers: { location: 'https://elsewhere.example' } },
			'returned 302',
		],
	])('sends no byte when the mint call returns %s', async (_, reply, words) => {
		bed.karmaCheck.script('POST /document/secure/upload', reply);
		const { error, saved } = await bed.uploadDocument();

		expect(error?.message).toMatch(/^KarmaCheck did not issue an upload URL: /);
		expect(error?.message).toContain(words);
		expect(error?.description).toBe('Step: mint.');
		expect(saved).not.toContain('s3cret');
		expect(bed.storage.requests).toEqual([]);
	});

	it('gets another URL when the current one has expired, and uses the new key', async () => {
		bed.karmaCheck.urlExpiresInSeconds = -10;
		bed.karmaCheck.script('POST /document/secure/upload', {
			patch: (body) => {
				bed.karmaCheck.urlExpiresInSeconds = 3600;
				return body;
			},
		});
		const { items, error } = await bed.uploadDocument();

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.callsTo('POST /document/secure/upload')).toHaveLength(2);
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(bed.karmaCheck.records[0]?.fileKey).toBe(items[0]?.json.fileKey);
	});

	it('names the clock when even new URLs have expired, and creates no record', async () => {
		bed.karmaCheck.urlExpiresInSeconds = -10;
		const { error, saved } = await bed.uploadDocument();
		bed.karmaCheck.urlExpiresInSeconds = 3600;

		expect(error?.message).toBe(
			"'disclosure.pdf' was not stored: the storage returned 403 AccessDenied “Request has expired”, and did the same for 2 new URLs. KarmaCheck issues URLs that have already expired, so its clock must be wrong. Contact KarmaCheck support",
		);
		expect(error?.description).toBe('Step: transfer.');
		expect(bed.karmaCheck.callsTo('POST /document/secure/upload')).toHaveLength(3);
		expect(bed.karmaCheck.records).toEqual([]);
		expect(saved).not.toMatch(/Signature=|x-amz-security-token|AWSAccessKeyId/i);
	});

	it('does not ask for another URL when the storage refuses for another reason', async () => {
		bed.karmaCheck.script('POST /document/secure/upload', {
			patch: (body) => JSON.parse(JSON.stringify(body).replace('Signature=', 'Signature=x')),
		});
		const { error } = await bed.uploadDocument();

		expect(error?.message).toContain('403 SignatureDoesNotMatch');
		expect(bed.karmaCheck.callsTo('POST /document/secure/upload')).toHaveLength(1);
		expect(bed.storage.requests).toHaveLength(1);
	});

	it('says how to make a record smaller that is too large for KarmaCheck', async () => {
		const refusal = { status: 413, body: 'Request Entity Too Large' };
		bed.karmaCheck.script('POST /document/secure/create', refusal);
		const { error } = await bed.uploadDocument();

		expect(error?.message).toContain(
			"KarmaCheck returned 413 “Request Entity Too Large”. Upload fewer or smaller files per item, or shorten 'Title' and 'Description'",
		);
	});

	it('follows no redirect of the storage and sends the bytes nowhere else', async () => {
		bed.karmaCheck.script('POST /document/secure/upload', {
			patch: (body) => {
				const { list } = body as { list: Array<{ url: string; fileKey: string }> };
				const url = `${bed.karmaCheck.origin}/redirect`;
				return { list: list.map(({ fileKey }) => ({ fileKey, url })) };
			},
		});
		bed.karmaCheck.script('PUT /redirect', {
			status: 307,
			headers: { location: bed.storage.origin },
		});
		const { error } = await bed.uploadDocument();

		expect(error?.message).toContain('the storage returned 307 (a redirect)');
		expect(bed.storage.requests).toEqual([]);
	});

	it('says which item was not sent when it stops, and that the others are done', async () => {
		const { error } = await bed.uploadDocument({
			items: [pdfItem('1', '1.pdf'), { json: { name: 'Ada' } }, pdfItem('3', '3.pdf')],
		});

		expect(error?.message).toMatch(
			/^Item 2 of 3 \(2 done\): nothing was sent for it: no file was found in 'data' of the incoming item\. /,
		);
		expect(error?.context).toMatchObject({ itemIndex: 1, step: 'input' });
		expect(bed.karmaCheck.records.map(({ originalFileName }) => originalFileName).sort()).toEqual([
			'1.pdf',
			'3.pdf',
		]);
	});

	it('reports the failed item with its step when the node continues', async () => {
		const { items, error } = await bed.uploadDocument({
			items: [pdfItem('1'), { json: { name: 'Ada' } }, pdfItem('3')],
			onError: 'continueRegularOutput',
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => Object.keys(json).includes('secureDocumentId'))).toEqual([
			true,
			false,
			true,
		]);
		expect(items[1]).toEqual({
			json: { error: expect.stringContaining('no file was found'), details: { step: 'input' } },
			pairedItem: { item: 1 },
		});
	});
});
