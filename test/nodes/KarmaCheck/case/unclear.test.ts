import type { TestRun } from '../../../engine';
import { byId, startBed, type Bed } from '../../../support/bed';
import { workLate } from '../../../support/late';
import { setPace } from '../../../support/pace';

const CREATE = 'POST /case/create';
const LIST = 'GET /case/list';
const MS = 30;

describe('an order whose answer was lost', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(MS);
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.karmaCheck.reset();
	});

	const email = 'ada@example.com';
	const create = async (more: object = {}, items = [{}], onError?: TestRun['onError']) =>
		await bed.karmaCheckRun('case', 'create', {
			items,
			onError,
			parameters: {
				packageId: byId(bed.karmaCheck.packages[0]!.id),
				email,
				givenName: 'Ada',
				familyName: 'Lovelace',
				...more,
			},
		});
	const add = { additionalFields: { orderOverride: 'add' } };
	const newest = () => bed.karmaCheck.cases.at(-1)!;
	const lost = { destroy: true, after: true };

	it.each([{}, { ifCaseExists: 'returnExisting' }, add])(
		'is not taken for another case of that person, five minutes old (%j)',
		async (more) => {
			await create();
			newest().crStamp = new Date(Date.now() - 5 * 60_000).toISOString();
			bed.karmaCheck.script(CREATE, { status: 502, body: 'Bad gateway' });
			const { items, error } = await create(more);

			expect(items).toEqual([]);
			expect(error?.message).toContain('look for it in KarmaCheck before you run this item again');
			expect(bed.karmaCheck.casesCreated).toBe(1);
		},
	);

	it('is found with both of its ids', async () => {
		bed.karmaCheck.script(CREATE, lost);
		const { items } = await create();

		const { id, caseInvitationId } = newest();
		expect(items[0]?.json).toEqual({ caseId: id, caseInvitationId, existing: false });
	});

	it('is found where it was placed later than KarmaCheck answered', async () => {
		const late = workLate(bed.karmaCheck, CREATE, { reply: { status: 504 }, afterMs: 20 * MS });
		const { items, error } = await create();
		await late;

		expect(error).toBeUndefined();
		expect(items[0]?.json.caseId).toBe(newest().id);
		expect(bed.karmaCheck.casesCreated).toBe(1);
	});

	it('is told for each of two rows of one person and package by itself', async () => {
		bed.karmaCheck.script(CREATE, { ...lost, times: 2 });
		const { items, error } = await create(add, [{}, {}]);

		expect(error).toBeUndefined();
		const created = bed.karmaCheck.cases.slice(-2).map(({ id }) => id);
		expect(items.map(({ json }) => json.caseId)).toEqual(created);
	});

	it('is unclear for the second row where only the first arrived', async () => {
		bed.karmaCheck.script(CREATE, lost);
		bed.karmaCheck.script(CREATE, { destroy: true });
		const { error } = await create(add, [{}, {}]);

		expect(error?.context).toMatchObject({ itemIndex: 1, step: 'request' });
		expect(error?.message).toContain('look for it in KarmaCheck before you run this item again');
		expect(bed.karmaCheck.casesCreated).toBe(1);
	});

	it('leaves a case that appears late unclear where it may be that of either row', async () => {
		const late = workLate(bed.karmaCheck, CREATE, { reply: { status: 504 }, afterMs: 70 * MS });
		bed.karmaCheck.script(CREATE, { delayMs: 15 * MS, destroy: true });
		const { items } = await create(add, [{}, {}], 'continueRegularOutput');
		await late;

		expect(items.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('It may appear in the list of cases later'),
			expect.stringContaining(`one is new that may be of another item: ${newest().id}`),
		]);
	});

	it('is looked for beside what was there half a minute before at the most', async () => {
		bed.karmaCheck.script(CREATE, { delayMs: 31 * MS });
		await create(add, [{}, {}]);

		expect(bed.karmaCheck.callsTo(LIST)).toHaveLength(2);
	});

	it('leaves a late case that has a tracking code to the row that has it', async () => {
		const late = workLate(bed.karmaCheck, CREATE, { reply: { status: 504 }, afterMs: 70 * MS });
		bed.karmaCheck.script(CREATE, { delayMs: 15 * MS, destroy: true });
		const additionalFields = { ...add.additionalFields, apiTrackingCode: '={{ $json.code }}' };
		const rows = [{ json: { code: 'REQ-7' } }, { json: { code: '' } }];
		const { items } = await create({ additionalFields }, rows, 'continueRegularOutput');
		await late;

		expect(newest().apiTrackingCode).toBe('REQ-7');
		const notYet = expect.stringContaining('It may appear in the list of cases later');
		expect(items.map(({ json }) => json.error)).toEqual([notYet, notYet]);
	});

	it('names the cases that are new where there are several', async () => {
		bed.karmaCheck.script(CREATE, lost);
		bed.karmaCheck.script(LIST, { delayMs: 0 });
		bed.karmaCheck.script(LIST, {
			patch: (body) => {
				const { cases } = body as { cases: object[] };
				return { cases: [{ ...cases[0], id: 'by-somebody-else' }, ...cases] };
			},
		});
		const { error } = await create(add);

		expect(error?.message).toContain('several are new: by-somebody-else, ');
		expect(bed.karmaCheck.callsTo(CREATE)).toHaveLength(1);
	});

	it('counts a case by its tracking code where there is one', async () => {
		bed.karmaCheck.script(CREATE, lost);
		bed.karmaCheck.script(LIST, { delayMs: 0 });
		bed.karmaCheck.script(LIST, {
			patch: (body) => {
				const { cases } = body as { cases: object[] };
				const other = { ...cases[0], id: 'by-somebody-else', apiTrackingCode: 'REQ-8' };
				return { cases: [other, ...cases] };
			},
		});
		const { items } = await create({
			additionalFields: { orderOverride: 'add', apiTrackingCode: 'REQ-7' },
		});

		expect(items[0]?.json.caseId).toBe(newest().id);
	});
});
