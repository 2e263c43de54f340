import { byId, pdfItem, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';

describe('case / create', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(20);
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.karmaCheck.violations).toEqual([]);
	});

	beforeEach(() => {
		bed.karmaCheck.requests.length = 0;
		bed.karmaCheck.casesCreated = 0;
	});

	const CREATE = 'POST /case/create';
	let candidates = 0;

	/** A candidate that nobody has seen before. */
	const candidate = (more = {}) => ({
		packageId: byId(bed.karmaCheck.packages[0]?.id ?? ''),
		email: `candidate${(candidates += 1)}@example.com`,
		givenName: 'Ada',
		familyName: 'Lovelace',
		...more,
	});
	const create = async (parameters: object) =>
		await bed.karmaCheckRun('case', 'create', { parameters: { ...parameters } });

	it('orders a case and returns its IDs', async () => {
		const { items, error } = await create(candidate());

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.casesCreated).toBe(1);
		expect(items[0]).toEqual({
			json: { caseId: expect.any(String), caseInvitationId: expect.any(String), existing: false },
			pairedItem: { item: 0 },
		});
		expect(bed.karmaCheck.cases.some(({ id }) => id === items[0]?.json.caseId)).toBe(true);
	});

	it('hands over documents that were uploaded before the case', async () => {
		const uploaded = await bed.uploadDocument({
			parameters: { attachTo: 'none', caseId: byId('') },
		});
		const documentId = String(uploaded.items[0]?.json.secureDocumentId);
		const { items, error } = await create(
			candidate({ additionalFields: { documentIds: documentId } }),
		);

		expect(error).toBeUndefined();
		const record = bed.karmaCheck.records.find(({ id }) => id === documentId);
		expect(record?.caseId).toBe(items[0]?.json.caseId);
	});

	it('sends additional fields as the API names them and leaves empty ones out', async () => {
		const { error } = await create(
			candidate({
				additionalFields: {
					middleName: 'King',
					apiTrackingCode: 'REQ-7',
					disableOptions: [1, 4],
					excludeServices: '',
					orderConfig: '{}',
					orderData: '[]',
					onBehalfOf: 'nobody@example.com',
				},
			}),
		);

		expect(error).toBeUndefined();
		const [call] = bed.karmaCheck.callsTo(CREATE);
		expect(call?.body).toEqual({
			packageId: bed.karmaCheck.packages[0]?.id,
			email: expect.any(String),
			givenName: 'Ada',
			familyName: 'Lovelace',
			middleName: 'King',
			apiTrackingCode: 'REQ-7',
			disableOptions: 5,
		});
		expect(call?.headers['karmacheck-on-behalf-of']).toBe('nobody@example.com');
	});

	it('gives the case where KarmaCheck names no invitation and the list cannot be read', async () => {
		bed.karmaCheck.script(CREATE, {
			patch: (body) => ({ ...(body as object), caseInvitationId: null }),
		});
		bed.karmaCheck.script('GET /case/list', { status: 403, body: { message: 'no' } });
		const { items, error } = await create(candidate());

		expect(error).toBeUndefined();
		const caseId = bed.karmaCheck.cases.at(-1)?.id;
		expect(items[0]?.json).toEqual({ caseId, caseInvitationId: null, existing: false });
	});

	it('shows the existing cases when the candidate has one, and how to go on', async () => {
		const parameters = candidate();
		const first = await create(parameters);
		const { error } = await create(parameters);

		expect(error?.message).toContain(
			`The case for ${parameters.email} was not created, because one already exists: ${String(first.items[0]?.json.caseId)} (`,
		);
		expect(error?.message).toContain("set 'If Case Exists' to 'Return Existing Case'");
		expect(error?.httpCode).toBe('409');
		expect(bed.karmaCheck.casesCreated).toBe(1);
	});

	it('returns the existing case where that is wanted', async () => {
		const parameters = candidate({ ifCaseExists: 'returnExisting' });
		const first = await create(parameters);
		const { items, error } = await create(parameters);

		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ caseId: first.items[0]?.json.caseId, existing: true });
	});

	it('orders another case next to the first where that is wanted', async () => {
		const parameters = candidate({ additionalFields: { orderOverride: 'add' } });
		await create(parameters);
		const { items, error } = await create(parameters);

		expect(error).toBeUndefined();
		expect(items[0]?.json.existing).toBe(false);
		expect(bed.karmaCheck.casesCreated).toBe(2);
	});

	it.each([
		['the connection is cut', { destroy: true }],
		['the response is 500', { status: 500, body: 'oops' }],
		['the response is a web page', { body: '<!doctype html><title>Proxy</title>' }],
	])('finds the case when %s after it was created, and never orders twice', async (_, reply) => {
		bed.karmaCheck.script(CREATE, { after: true, ...reply });
		const { items, error } = await create(candidate());

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.casesCreated).toBe(1);
		expect(bed.karmaCheck.callsTo(CREATE)).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			caseId: bed.karmaCheck.cases.find(({ id }) => id === items[0]?.json.caseId)?.id,
			existing: false,
		});
	});

	it('tells the new case from an older one when an override created it', async () => {
		const parameters = candidate({ additionalFields: { orderOverride: 'add' } });
		const first = await create(parameters);
		bed.karmaCheck.script(CREATE, { after: true, destroy: true });
		const { items, error } = await create(parameters);

		expect(error).toBeUndefined();
		expect(items[0]?.json.caseId).not.toBe(first.items[0]?.json.caseId);
		expect(bed.karmaCheck.casesCreated).toBe(2);
	});

	it('does not take a case of long ago for the new one', async () => {
		const parameters = candidate();
		const { items } = await create(parameters);
		const old = bed.karmaCheck.cases.find(({ id }) => id === items[0]?.json.caseId)!;
		old.crStamp = '2025-01-01T00:00:00.000+00:00';
		bed.karmaCheck.script(CREATE, { status: 500, body: 'oops' });
		const { error } = await create(parameters);

		expect(error?.message).toContain(
			'returned 500 “oops”. It may appear in the list of cases later',
		);
	});

	it('does not order again when nothing was created, but says where to look', async () => {
		bed.karmaCheck.script(CREATE, { destroy: true });
		const { error } = await create(candidate());

		expect(error?.message).toMatch(
			/^The case for .+ was not created: the connection to .+ was lost before a response arrived \(ECONNRESET\)\. It may appear in the list of cases later/,
		);
		expect(bed.karmaCheck.callsTo(CREATE)).toHaveLength(1);
		expect(bed.karmaCheck.casesCreated).toBe(0);
	});

	it('says so when the cases cannot be read after an unclear response', async () => {
		bed.karmaCheck.script(CREATE, { destroy: true, after: true });
		bed.karmaCheck.script('GET /case/list', { delayMs: 0 });
		bed.karmaCheck.script('GET /case/list', { status: 403, body: 'no' });
		const { error } = await create(candidate());

		expect(error?.message).toMatch(
			/The cases could not be read: KarmaCheck returned 403 .*It may appear in the list of cases later/,
		);
		expect(bed.karmaCheck.callsTo(CREATE)).toHaveLength(1);
	});

	it('orders although the cases cannot be read, and says so only after an unclear response', async () => {
		const denied = { status: 403, body: 'no', times: 2 };
		bed.karmaCheck.script('GET /case/list', denied);
		expect((await create(candidate())).error).toBeUndefined();

		bed.karmaCheck.script('GET /case/list', { ...denied, times: 1 });
		bed.karmaCheck.script(CREATE, { destroy: true, after: true });
		const { error } = await create(candidate({ email: 'other@example.com' }));
		expect(error?.message).toContain(
			'(ECONNRESET), and the list of cases could not be read. It may appear',
		);
	});

	it.each([
		[
			'Order Data',
			{ orderData: '[{"a": 1,\n oops]' },
			"'Order Data' is not valid JSON: line 2, column 2, near oops]",
		],
		[
			'Order Config',
			{ orderConfig: '{"a": ' },
			"'Order Config' is not valid JSON: line 1, column 6, at the end",
		],
		['Order Config', { orderConfig: '7' }, "'Order Config' is 7, not an object or a list"],
	])('says where the JSON of %s is broken, before any call', async (_, additionalFields, words) => {
		const { error } = await create(candidate({ additionalFields }));

		expect(error?.message).toContain(`Nothing was sent: ${words}`);
		expect(bed.karmaCheck.requests).toEqual([]);
	});

	it.each([
		['packageId', byId('={{ $json.missing }}'), "'Package' is empty"],
		['email', '={{ $json.missing }}', "'Email' is empty"],
		['givenName', '={{ $json.missing }}', "'Given Name' is empty"],
		['familyName', '={{ "" }}', "'Family Name' is empty"],
	])('refuses an empty %s', async (field, value, words) => {
		const { error } = await create(candidate({ [field]: value }));

		expect(error?.message).toContain(words);
		expect(bed.karmaCheck.requests).toEqual([]);
	});

	it('shows what KarmaCheck says about a field', async () => {
		const { error } = await create(candidate({ givenName: 'Ada <3' }));

		expect(error?.message).toMatch(/returned 400 “.+”\. Correct the fields named in the message/);
	});

	it('works item by item', async () => {
		const { items, error } = await bed.karmaCheckRun('case', 'create', {
			items: [pdfItem(), pdfItem()].map((item, index) => ({ ...item, json: { index } })),
			parameters: {
				...candidate(),
				email: '={{ "several" + $json.index + "@example.com" }}',
			},
		});

		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(bed.karmaCheck.casesCreated).toBe(2);
	});
});
