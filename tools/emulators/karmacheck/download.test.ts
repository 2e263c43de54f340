import type { AxiosRequestConfig } from 'axios';

import type { KarmaCheckEmulator, Storage } from '..';
import { client } from '../client';
import { freshEmulators } from '../testSupport';
import { documentCalls, record, refusal } from './testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let storage: Storage;
let calls: ReturnType<typeof documentCalls>;

beforeEach(() => {
	({ karmaCheck, storage } = emulators);
	calls = documentCalls(karmaCheck);
});

afterEach(() => {
	expect(karmaCheck.violations).toEqual([]);
});

const addressOf = async (documentId = '', options: AxiosRequestConfig = {}) =>
	await client(karmaCheck.baseUrl, karmaCheck.token).get(
		`/document/secure/id/${documentId}/download/url`,
		options,
	);

/** Uploads a file, records it and returns the record's id. */
async function recordedId(caseId?: string): Promise<string> {
	const { data } = await calls.create([record(await calls.upload())], caseId);
	return data.list[0].secureDocumentId;
}

describe('GET /document/secure/id/{secureDocumentId}/download/url', () => {
	it('answers with the bare address, as HTML, that can be used again and again', async () => {
		const { status, headers, data } = await addressOf(await recordedId(karmaCheck.caseIds[0]));
		expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(new URL(data).origin).toBe(storage.origin);
		for (let i = 0; i < 2; i++) {
			const file = await client('').get(data);
			expect([file.status, file.data]).toEqual([200, '%PDF-1.7']);
		}
	});

	it.each([
		['a bearer token', () => ({ Authorization: `Bearer ${karmaCheck.token}` })],
		['a Content-Type', () => ({ 'Content-Type': 'application/pdf' })],
	])('gives an address that does not work with %s', async (_title, headersOf) => {
		const { data: url } = await addressOf(await recordedId());
		const { status } = await fetch(url, { headers: headersOf() });
		expect([400, 403]).toContain(status);
	});

	it('gives an address that expires after urlExpiresInSeconds', async () => {
		const documentId = await recordedId();
		karmaCheck.urlExpiresInSeconds = -1;
		const { data: url } = await addressOf(documentId);
		expect((await client('').get(url)).status).toBe(403);
	});

	it("gives KarmaCheck's own documents too", async () => {
		const [passport] = karmaCheck.systemDocuments;
		const { data: url } = await addressOf(passport?.id);
		expect((await client('').get(url)).data).toBe(`%PDF-1.7 ${passport?.fileKey}`);
	});

	it.each([
		['quoted', /^"http[^"\n]+"$/],
		['lineBreak', /^http[^"\n]+\n$/],
	] as const)('gives a %s address when told so', async (quirk, pattern) => {
		karmaCheck.downloadUrlQuirk = quirk;
		// By default, axios would parse the quoted URL as JSON.
		const transformResponse = (text: string) => text;
		const { data } = await addressOf(await recordedId(), { transformResponse });
		expect(data).toMatch(pattern);
	});

	it('can be scripted to alter its text', async () => {
		const documentId = await recordedId();
		karmaCheck.script('GET /document/secure/id/{id}/download/url', {
			patch: (url) => String(url).replace(storage.origin, 'http://elsewhere.example'),
		});
		const { headers, data } = await addressOf(documentId);
		expect(headers['content-type']).toMatch(/^text\/html/);
		expect(data).toMatch(/^http:\/\/elsewhere\.example\//);
	});

	it.each([
		['of another group', () => karmaCheck.foreignDocumentId],
		['that does not exist', () => 'no-such-document'],
	])('answers 403 naming the document for a document %s', async (_title, documentOf) => {
		const { status, data } = await addressOf(documentOf());
		const message = `You do not have access to document ${documentOf()}`;
		expect(status).toBe(403);
		expect(data).toEqual(refusal(403, 'Forbidden', message));
	});

	it('answers 404 in plain text for an unknown document when told so', async () => {
		karmaCheck.unknownDocumentStatus = 404;
		const { status, headers, data } = await addressOf('no-such-document');
		expect([status, data]).toEqual([404, 'Invalid document']);
		expect(headers['content-type']).toMatch(/^text\/plain/);
		expect((await addressOf(karmaCheck.foreignDocumentId)).status).toBe(403);
	});
});
