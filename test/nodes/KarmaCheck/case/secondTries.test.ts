import { byId, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import { RETRIED } from '../../../support/retried';
import type { TestRun } from '../../../engine';

const CREATE = 'POST /case/create';

/** Each case is billed and mails a person. */
describe('case / create, when n8n runs the node again', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(30);
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.karmaCheck.reset();
	});

	/** One candidate an item; a package that does not exist for those that are bad. */
	const create = async (
		packages: Array<'good' | 'bad'>,
		{
			additionalFields = {},
			email = '={{ "person" + $itemIndex + "@example.com" }}',
			...run
		}: { additionalFields?: object; email?: string } & Pick<TestRun, 'onError' | 'retryOf'> = {},
	) =>
		await bed.karmaCheckRun('case', 'create', {
			items: packages.map((which) => ({
				json: { package: which === 'good' ? bed.karmaCheck.packages[0]!.id : 'no-such-package' },
			})),
			...run,
			nodeSettings: RETRIED,
			parameters: {
				packageId: byId('={{ $json.package }}'),
				email,
				givenName: 'Ada',
				familyName: 'Lovelace',
				additionalFields: { ...additionalFields },
			},
		});

	it('orders once where cases are added, though the second item fails each time', async () => {
		const additionalFields = { orderOverride: 'add' };
		const { error } = await create(['good', 'bad'], { additionalFields });

		expect(error?.message).toContain('You do not have access to package');
		expect(bed.karmaCheck.casesCreated).toBe(1);
	});

	it('gives the case that it has created as new in every try, not as one that was there', async () => {
		const { items } = await create(['bad', 'good'], { onError: 'continueRegularOutput' });

		const created = bed.karmaCheck.cases.at(-1)!;
		expect(items[1]?.json).toEqual({
			caseId: created.id,
			caseInvitationId: created.caseInvitationId,
			existing: false,
		});
		expect(bed.karmaCheck.casesCreated).toBe(1);
	});

	it('never orders again after an order whose end is unclear', async () => {
		bed.karmaCheck.script(CREATE, { destroy: true });
		const additionalFields = { orderOverride: 'add' };
		const { error } = await create(['good'], { additionalFields });

		expect(error?.message).toContain('look for it in KarmaCheck before you run this item again');
		expect(bed.karmaCheck.callsTo(CREATE)).toHaveLength(1);
	});

	it('finds in the second try what the first has ordered and could not see', async () => {
		bed.karmaCheck.script(CREATE, { destroy: true, after: true });
		bed.karmaCheck.script('GET /case/list', { delayMs: 0 });
		bed.karmaCheck.script('GET /case/list', { status: 403, body: 'no' });
		const { items, error } = await create(['good']);

		expect(error).toBeUndefined();
		expect(items[0]?.json.caseId).toBe(bed.karmaCheck.cases.at(-1)?.id);
		expect(bed.karmaCheck.callsTo(CREATE)).toHaveLength(1);
	});

	it('tells an order from one of that person that was unclear and has been found', async () => {
		const lost = { destroy: true, after: true };
		bed.karmaCheck.script(CREATE, { ...lost, times: 2 });
		bed.karmaCheck.script('GET /case/list', { delayMs: 0 });
		bed.karmaCheck.script('GET /case/list', { status: 403, body: 'no' });
		const additionalFields = { orderOverride: 'add' };
		const { items, error } = await create(['good', 'good'], {
			additionalFields,
			email: 'ada@example.com',
		});

		expect(error).toBeUndefined();
		const created = bed.karmaCheck.cases.slice(-2).map(({ id }) => id);
		expect(items.map(({ json }) => json.caseId)).toEqual(created);
		expect(bed.karmaCheck.callsTo(CREATE)).toHaveLength(2);
	});

	it('reads again what was there before where the first try could not', async () => {
		bed.karmaCheck.script('GET /case/list', { status: 403, body: 'no' });
		bed.karmaCheck.script(CREATE, { status: 400, body: { message: ['not now'] } });
		bed.karmaCheck.script(CREATE, { destroy: true, after: true });
		const { items, error } = await create(['good']);

		expect(error).toBeUndefined();
		expect(items[0]?.json.caseId).toBe(bed.karmaCheck.cases.at(-1)?.id);
	});

	it('does not take for its own what somebody else has ordered since the first try', async () => {
		const additionalFields = { orderOverride: 'add' };
		const email = 'ada@example.com';
		bed.karmaCheck.script(CREATE, { status: 400, body: { message: ['not now'] }, times: 3 });
		const first = await create(['good'], { additionalFields, email });
		expect(first.error).toBeDefined();
		await create(['good'], { additionalFields, email });
		bed.karmaCheck.script(CREATE, { destroy: true });
		const { items, error } = await create([], {
			additionalFields,
			email,
			retryOf: first.execution,
		});

		expect(items).toEqual([]);
		expect(error?.message).toContain('look for it in KarmaCheck before you run this item again');
	});

	it('does what was refused before anything was ordered', async () => {
		bed.karmaCheck.script(CREATE, { status: 400, body: { message: ['not now'] } });
		const { error } = await create(['good']);

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.casesCreated).toBe(1);
	});
});
