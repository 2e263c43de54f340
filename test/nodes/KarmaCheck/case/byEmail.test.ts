import type { INodeParameters } from 'n8n-workflow';
import { byId, pdf, pdfItem, startBed, type Bed } from '../../../support/bed';

const LIST = 'GET /case/list';

/** A signing service knows the signer's email address, and no case. */
describe('the case of a candidate', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.karmaCheck.violations).toEqual([]);
	});

	beforeEach(async () => {
		await bed.reset();
	});

	const byEmail = (value: string): INodeParameters => ({ __rl: true, mode: 'email', value });
	const active = () => bed.karmaCheck.cases.filter(({ archived }) => !archived);
	const upload = async (caseId: INodeParameters, options = {}, items = [pdfItem()]) =>
		await bed.uploadDocument({ items, parameters: { caseId, options } });

	/** A case of the group whose email no other has. */
	const single = (email: string) => {
		const [one] = bed.karmaCheck.cases.filter(({ id }) => bed.karmaCheck.caseIds.includes(id));
		return Object.assign(one!, { candidateEmail: email, invitationEmail: 'asked@example.com' });
	};

	it.each(['ada@example.com', '  ADA@Example.com ', 'asked@example.com'])(
		'is found by %j, letter case and blanks aside',
		async (email) => {
			const { id } = single('ada@example.com');
			const { items, error } = await upload(byEmail(email));

			expect(error).toBeUndefined();
			expect(items[0]?.json.caseId).toBe(id);
			expect(bed.karmaCheck.records.at(-1)?.caseId).toBe(id);
		},
	);

	it.each([
		['another letter case in KarmaCheck', ' Ada@Example.COM ', 'ada@example.com'],
		['a plus address', 'ada+kc@example.com', 'Ada+KC@example.com'],
	])('is found by the same email in %s', async (_what, there, given) => {
		const { id } = single(there);
		const { items } = await upload(byEmail(given));

		expect(items[0]?.json.caseId).toBe(id);
	});

	it('gets all files where it has become the active one after the first try', async () => {
		const [first, other] = bed.karmaCheck.cases.filter(({ id }) =>
			bed.karmaCheck.caseIds.includes(id),
		);
		const email = { candidateEmail: 'ada@example.com', invitationEmail: 'ada@example.com' };
		Object.assign(first!, email);
		const caseId = byEmail('ada@example.com');
		await upload(caseId, {}, [pdfItem('x', 'a.pdf')]);
		const parameters = {
			caseId,
			binaryPropertyName: '*',
			options: { existingDocuments: 'skipSameName' },
		};
		const items = [{ files: { a: pdf('x', 'a.pdf'), b: pdf('y', 'b.pdf') } }];
		const refused = { status: 403, body: { message: 'not now' } };
		bed.karmaCheck.script('POST /document/secure/create', refused);
		const failed = await bed.uploadDocument({ items, parameters });
		Object.assign(first!, { archived: 1 });
		Object.assign(other!, email);
		const { error } = await bed.uploadDocument({ retryOf: failed.execution, parameters });

		expect(error).toBeUndefined();
		const there = bed.karmaCheck.records.filter((one) => one.caseId === other!.id);
		expect(there.map(({ originalFileName }) => originalFileName)).toEqual(['a.pdf', 'b.pdf']);
	});

	it('is not that of another plus address', async () => {
		single('ada@example.com');
		const { error } = await upload(byEmail('ada+kc@example.com'));

		expect(error?.message).toContain("no active case has the candidate email 'ada+kc@example.com'");
		expect(bed.storage.requests).toEqual([]);
	});

	it('is the active one where another is archived, and none where it is archived itself', async () => {
		const [first, second] = active().filter(({ id }) => bed.karmaCheck.caseIds.includes(id));
		Object.assign(first!, { candidateEmail: 'ada@example.com', archived: 1 });
		Object.assign(second!, { candidateEmail: 'ada@example.com' });
		const { items } = await upload(byEmail('ada@example.com'));
		expect(items[0]?.json.caseId).toBe(second!.id);

		second!.archived = 1;
		const { error } = await upload(byEmail('ada@example.com'), { ifSeveralCases: 'newest' });
		expect(error?.message).toContain('no active case has the candidate email');
	});

	it('is looked up once, however many items name it', async () => {
		single('ada@example.com');
		const three = [1, 2, 3].map((index) => pdfItem(String(index), `${index}.pdf`));
		const { items } = await upload(byEmail('ada@example.com'), {}, three);

		expect(items).toHaveLength(3);
		expect(bed.karmaCheck.callsTo(LIST)).toHaveLength(1);
	});

	it('is an input error when there is none, before anything is stored', async () => {
		const { error } = await upload(byEmail('nobody@example.com'));

		expect(error?.message).toBe(
			"Nothing was sent: no active case has the candidate email 'nobody@example.com'. Check the email address, or choose the case from the list",
		);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.storage.requests).toEqual([]);
	});

	it('is named with its likes where there are several, unless the newest is wanted', async () => {
		const [first, second] = active().filter(({ id }) => bed.karmaCheck.caseIds.includes(id));
		Object.assign(first!, {
			candidateEmail: 'two@example.com',
			crStamp: '2026-01-01T00:00:00.000Z',
		});
		Object.assign(second!, {
			candidateEmail: 'two@example.com',
			crStamp: '2026-02-02T00:00:00.000Z',
		});

		const { error } = await upload(byEmail('two@example.com'));
		expect(error?.message).toContain("2 active cases have the candidate email 'two@example.com'");
		expect(error?.message).toContain(`${first!.id} (${first!.packageName}, `);
		expect(error?.message).toContain('2026-02-02');
		expect(error?.message).toContain("set 'If Several Cases' to 'Use the Newest'");
		expect(error?.context).toMatchObject({ step: 'input' });

		const newest = await upload(byEmail('two@example.com'), { ifSeveralCases: 'newest' });
		expect(newest.items[0]?.json.caseId).toBe(second!.id);
	});

	it('is found in a URL of the dashboard that was pasted under By ID', async () => {
		const [id = ''] = bed.karmaCheck.caseIds;
		const { items } = await upload(byId(`https://app.karmacheck.com/cases/${id}?tab=documents`));
		expect(items[0]?.json.caseId).toBe(id);

		const { error } = await upload(byId('https://app.karmacheck.com/cases/'));
		expect(error?.message).toContain("the URL in 'Case' contains no ID");
	});

	it.each([
		['that of another group', () => bed.karmaCheck.foreignCaseId],
		["a candidate's name", () => 'Olivia Martin'],
		["a candidate's email", () => 'olivia.martin@example.com'],
		['the beginning of one', () => bed.karmaCheck.caseIds[0]!.slice(0, 8)],
	])('is looked at before a byte is sent: %s is an input error', async (_what, id) => {
		const { error } = await upload(byId(id()));

		expect(error?.message).toMatch(/^Nothing was sent: Case .+ could not be read: KarmaCheck/);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.storage.requests).toEqual([]);
	});
});
