import type { KarmaCheckEmulator } from '..';
import { freshEmulators } from '../testSupport';
import { caseCalls, refusal } from './testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let calls: ReturnType<typeof caseCalls>;

beforeEach(() => {
	({ karmaCheck } = emulators);
	calls = caseCalls(karmaCheck);
});

afterEach(() => {
	expect(karmaCheck.violations).toEqual([]);
});

const ids = (answer: { data: { cases: Array<{ id: string }> } }) =>
	answer.data.cases.map(({ id }) => karmaCheck.caseIds.indexOf(id));

describe('GET /case/id/{caseId}', () => {
	it('gives one case as a list of one', async () => {
		const { status, data } = await calls.get(karmaCheck.caseIds[3]);
		expect(status).toBe(200);
		expect(data).toEqual({ cases: [karmaCheck.cases[3]] });
	});

	it('finds a case whose id is no UUID, and an archived one', async () => {
		const [, , oddId, , , archivedId] = karmaCheck.caseIds;
		expect(oddId).toMatch(/^[0-9a-f]{9}-/);
		expect(ids(await calls.get(oddId))).toEqual([2]);
		expect((await calls.get(archivedId)).data.cases).toMatchObject([{ archived: 1 }]);
	});

	it('has no candidate until the candidate starts, but always the email of the invitation', async () => {
		const [waiting] = (await calls.get(karmaCheck.caseIds[0])).data.cases;
		expect(waiting).toMatchObject({
			caseStatus: 'Pending',
			secondaryStatus: 'Waiting for Authorization',
			invitationEmail: 'olivia.martin@example.com',
			crStamp: '2025-09-02T14:05:11.000+00:00',
		});
		expect(Object.keys(waiting).filter((name) => name.startsWith('candidate'))).toEqual([]);

		const [started] = (await calls.get(karmaCheck.caseIds[2])).data.cases;
		expect(started).toMatchObject({ candidateGivenName: 'Emma', candidateFamilyName: 'Davis' });
	});

	it.each([
		['of another group', () => karmaCheck.foreignCaseId],
		['that does not exist', () => 'no-such-case'],
	])('answers 403 naming the case for a case %s', async (_title, caseOf) => {
		const { status, data } = await calls.get(caseOf());
		const message = `You do not have access to case ${caseOf()}`;
		expect(status).toBe(403);
		expect(data).toEqual(refusal(403, 'Forbidden', message));
	});
});

describe('GET /case/list', () => {
	it('lists the active cases, newest first and those of one moment by status id', async () => {
		expect(ids(await calls.list())).toEqual([2, 0, 1, 3, 4]);
	});

	it.each(['userId', 'packageId', 'limit'])('takes no query parameter %s', async (name) => {
		const { status, data } = await calls.list(`?${name}=x`);
		expect([status, data.message]).toEqual([400, [expect.stringContaining(name)]]);
	});
});

describe('GET /case/list/all', () => {
	it('lists archived cases too', async () => {
		expect(ids(await calls.listAll())).toEqual([2, 0, 1, 3, 4, 5]);
	});

	it('lists the cases of one package, of one user, and of both', async () => {
		const [basic, driver] = karmaCheck.packages.map(({ id }) => id);
		const userId = karmaCheck.users[0]?.id;
		expect(ids(await calls.listAll({ packageId: basic }))).toEqual([0, 4, 5]);
		expect(ids(await calls.listAll({ userId: karmaCheck.clientId }))).toEqual([0, 1, 4, 5]);
		expect(ids(await calls.listAll({ userId, packageId: driver }))).toEqual([2, 3]);
		expect(ids(await calls.listAll({ userId, packageId: basic }))).toEqual([]);
	});

	it('answers 400 for a parameter it does not know', async () => {
		const { status, data } = await calls.listAll({ archived: 1 });
		expect([status, data.message]).toEqual([400, [expect.stringContaining('archived')]]);
	});
});
