import type { KarmaCheckEmulator } from '..';
import { freshEmulators } from '../testSupport';
import { caseCalls, documentCalls, pdf, record } from './testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;

beforeEach(() => {
	({ karmaCheck } = emulators);
});

afterEach(() => {
	expect(karmaCheck.violations).toEqual([]);
});

/** Cuts the connection of the next such request once the work is done. */
const cut = (route: string) => karmaCheck.script(route, { after: true, destroy: true });
const reset = { code: 'ECONNRESET' };

describe('a connection that is cut after the work', () => {
	it('leaves the addresses that were given out', async () => {
		cut('POST /document/secure/upload');
		await expect(documentCalls(karmaCheck).mint(pdf)).rejects.toMatchObject(reset);
		expect(karmaCheck.minted.size).toBe(1);
	});

	it('leaves the records, which the list of the case shows', async () => {
		const calls = documentCalls(karmaCheck);
		const [caseId] = karmaCheck.caseIds;
		const fileKey = await calls.upload();
		cut('POST /document/secure/create');
		await expect(calls.create([record(fileKey)], caseId)).rejects.toMatchObject(reset);
		expect(karmaCheck.records).toMatchObject([{ fileKey, caseId }]);
		expect((await calls.list(caseId)).data).toMatchObject([{ fileKey }]);
	});

	it('leaves the case, which the list of cases shows', async () => {
		const calls = caseCalls(karmaCheck);
		cut('POST /case/create');
		await expect(calls.create()).rejects.toMatchObject(reset);
		expect(karmaCheck.casesCreated).toBe(1);
		const [newest] = (await calls.list()).data.cases;
		expect(newest.invitationEmail).toBe(calls.newCase.email);
	});

	it('leaves a refused case refused', async () => {
		const calls = caseCalls(karmaCheck);
		cut('POST /case/create');
		await expect(calls.create({ packageId: 'none' })).rejects.toMatchObject(reset);
		expect(karmaCheck.casesCreated).toBe(0);
	});
});
