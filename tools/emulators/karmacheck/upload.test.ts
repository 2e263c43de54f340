import type { KarmaCheckEmulator, Storage } from '..';
import { put } from '../client';
import { freshEmulators } from '../testSupport';
import { documentCalls, documentTypeId, pdf, refusal } from './testSupport';

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

describe('POST /document/secure/upload', () => {
	it('gives one address a file in the order asked for, each signed for its MIME type', async () => {
		const { list } = (await calls.mint(pdf, { ...pdf, mimeType: 'image/png' })).data;
		expect((await put(list[0].url, 'a', 'image/png')).status).toBe(403);
		expect((await put(list[0].url, 'a', 'application/pdf')).status).toBe(200);
		expect((await put(list[1].url, 'b', 'image/png')).status).toBe(200);

		const keys = list.map(({ fileKey }: { fileKey: string }) => fileKey);
		expect(await storage.keys(karmaCheck.bucket)).toEqual([...keys].sort());
		expect([...karmaCheck.minted.values()].map(({ mimeType }) => mimeType)).toEqual(
			expect.arrayContaining(['application/pdf', 'image/png']),
		);
	});

	it('gives addresses that expire after urlExpiresInSeconds', async () => {
		karmaCheck.urlExpiresInSeconds = -1;
		const { url } = (await calls.mint(pdf)).data.list[0];
		expect((await put(url, 'late', 'application/pdf')).status).toBe(403);
	});

	it.each([
		['a MIME type not listed', { ...pdf, mimeType: 'audio/mpeg' }, 'files.0.mimeType'],
		['a MIME type in capitals', { ...pdf, mimeType: 'Application/PDF' }, 'files.0.mimeType'],
		['another document type', { ...pdf, documentTypeId: 'unclassified' }, 'files.0.documentTypeId'],
		['a missing MIME type', { documentTypeId }, 'files.0.mimeType'],
		['a size', { ...pdf, size: 3 }, 'files.0.size'],
	])('answers 400 naming the field for %s', async (_title, file, field) => {
		const { status, data } = await calls.mint(file);
		expect(status).toBe(400);
		expect(data).toEqual(refusal(400, 'Bad Request', [expect.stringContaining(field)]));
		expect(karmaCheck.minted.size).toBe(0);
	});

	it('answers 400 for no files at all', async () => {
		expect((await calls.mint()).status).toBe(400);
	});
});
