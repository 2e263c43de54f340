import type { KarmaCheckEmulator } from '..';
import { freshEmulators } from '../testSupport';
import { caseCalls } from './testSupport';

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

const olivia = 'Olivia.Martin@example.com';

describe('a second case for an email address', () => {
	it('is refused with 409 and the cases there are, without a message', async () => {
		const { status, data } = await calls.create({ email: olivia });
		const [existing] = karmaCheck.cases;
		expect(status).toBe(409);
		expect(data).toEqual({
			httpStatus: 'CONFLICT',
			cases: [
				{
					existingCaseId: existing?.id,
					existingCaseCrStamp: '2025-09-02T14:05:11.000+00:00',
					existingCasePackageId: karmaCheck.packages[0]?.id,
					existingCasePackageName: 'Basic Check',
					existingCaseStatusId: 'd894b8a0-937e-46b1-8799-15bad611844f',
					existingCaseStatus: 'Pending',
					existingCaseSecondaryStatusId: '8e0c9756-a42f-4a7d-b8e2-412a0f6b9dea',
					existingCaseSecondaryStatus: 'Waiting for Authorization',
					modStamp: existing?.modStamp,
				},
			],
		});
		expect(karmaCheck.casesCreated).toBe(0);
	});

	it('is refused beside a finished case too, which has no secondary status', async () => {
		const { status, data } = await calls.create({ email: 'noah.brown@example.com' });
		expect([status, data.cases[0].existingCaseStatus]).toEqual([409, 'Complete']);
		expect(data.cases[0]).not.toHaveProperty('existingCaseSecondaryStatus');
	});

	it('is made when the first one is archived', async () => {
		expect((await calls.create({ email: 'charlie.williams@example.com' })).status).toBe(200);
	});

	it('is refused when the same order is sent again', async () => {
		const { data: first } = await calls.create();
		const { status, data } = await calls.create();
		expect([status, data.cases[0].existingCaseId]).toEqual([409, first.caseId]);
		expect(karmaCheck.casesCreated).toBe(1);
	});

	it('is made and billed each time with orderOverride add', async () => {
		for (let i = 0; i < 2; i++) {
			expect((await calls.create({ email: olivia, orderOverride: 'add' })).status).toBe(200);
		}
		expect(karmaCheck.casesCreated).toBe(2);
		const { status, data } = await calls.create({ email: olivia });
		expect([status, data.cases.length]).toEqual([409, 3]);
		expect(data.cases[2].existingCaseId).toBe(karmaCheck.caseIds[0]);
	});
});

describe('orderOverride replace', () => {
	const replace = async (replaceCaseId: string | undefined, email = olivia) =>
		await calls.create({ email, orderOverride: 'replace', replaceCaseId });

	it('archives and cancels the case that has not started', async () => {
		expect((await replace(karmaCheck.caseIds[0])).status).toBe(200);
		expect(karmaCheck.cases[0]).toMatchObject({
			archived: 1,
			secondaryStatus: 'Canceled',
			invitationStatusName: 'cancelled',
		});
		expect(karmaCheck.casesCreated).toBe(1);
	});

	it('answers 422 for a finished case', async () => {
		const { status, data } = await replace(karmaCheck.caseIds[1], 'noah.brown@example.com');
		expect([status, data.message]).toEqual([422, 'Cannot replace an already completed case.']);
		expect(karmaCheck.cases[1]?.archived).toBe(0);
	});

	it('answers 422 for an active case of another email address', async () => {
		const { status, data } = await replace(karmaCheck.caseIds[2]);
		expect([status, data.error]).toEqual([422, 'Unprocessable Entity']);
		expect(karmaCheck.casesCreated).toBe(0);
	});

	it('answers 403 for a case of another group', async () => {
		expect((await replace(karmaCheck.foreignCaseId)).status).toBe(403);
	});
});
