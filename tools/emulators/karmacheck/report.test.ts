import type { KarmaCheckEmulator, Storage } from '..';
import { client } from '../client';
import { freshEmulators } from '../testSupport';
import { refusal } from './testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let storage: Storage;

beforeEach(() => {
	({ karmaCheck, storage } = emulators);
});

afterEach(() => {
	expect(karmaCheck.violations).toEqual([]);
});

const urlOf = async (caseId = '') =>
	await client(karmaCheck.baseUrl, karmaCheck.token).get(
		`/case/id/${caseId}/report/pdf/download/url`,
	);

describe('GET /case/id/{caseId}/report/pdf/download/url', () => {
	it('answers with the bare address of the PDF, as HTML', async () => {
		const caseId = karmaCheck.caseIds[1];
		const { status, headers, data } = await urlOf(caseId);
		expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		const file = await client('').get(data);
		expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
		expect(file.data).toBe(`%PDF-1.7 report-${caseId}`);
		expect(await storage.exists(karmaCheck.bucket, karmaCheck.reportKey(caseId!))).toBe(true);
	});

	it('gives an address that is valid for one minute', async () => {
		const { data } = await urlOf(karmaCheck.caseIds[1]);
		const life = Number(new URL(data).searchParams.get('Expires')) - Date.now() / 1000;
		expect(life).toBeGreaterThan(55);
		expect(life).toBeLessThanOrEqual(61);
		karmaCheck.reportUrlExpiresInSeconds = -1;
		const { data: late } = await urlOf(karmaCheck.caseIds[1]);
		expect((await client('').get(late)).status).toBe(403);
	});

	it.each(['Pending', 'Blocked'] as const)('answers 422 for a case that is %s', async (status) => {
		const caseId = karmaCheck.caseIds[0]!;
		await karmaCheck.changeStatus(caseId, status);
		const { status: code, data } = await urlOf(caseId);
		expect(code).toBe(422);
		expect(data).toEqual(refusal(422, 'Unprocessable Entity', 'The report is not ready.'));
	});

	it('answers 404 in plain text where the file is lost, and 403 for a foreign case', async () => {
		karmaCheck.lostReports.add(karmaCheck.caseIds[1]!);
		expect((await urlOf(karmaCheck.caseIds[1])).status).toBe(404);
		expect((await urlOf(karmaCheck.foreignCaseId)).status).toBe(403);
	});
});
