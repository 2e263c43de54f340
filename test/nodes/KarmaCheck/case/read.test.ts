import { byId, startBed, type Bed } from '../../../support/bed';

describe('reading cases', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.karmaCheck.violations).toEqual([]);
	});

	beforeEach(() => {
		bed.karmaCheck.requests.length = 0;
	});

	const get = async (parameters: object) =>
		await bed.karmaCheckRun('case', 'get', { parameters: { ...parameters } });
	const getAll = async (parameters: object = {}) =>
		await bed.karmaCheckRun('case', 'getAll', { parameters: { returnAll: true, ...parameters } });

	it('get returns at most ten fields of the case', async () => {
		const id = bed.karmaCheck.caseIds[0]!;
		const { items, error } = await get({ caseId: byId(id) });

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ id, caseStatus: expect.any(String) });
		expect(Object.keys(items[0]?.json ?? {}).length).toBeLessThanOrEqual(10);
		expect(items[0]?.json.candidateEmail).toMatch(/@/);
	});

	it('get returns the whole case when it is not simplified', async () => {
		const id = bed.karmaCheck.caseIds[0]!;
		const { items } = await get({ caseId: byId(id), simplify: false });

		expect(items[0]?.json).toMatchObject({ id, companyReadableName: expect.any(String) });
		expect(Object.keys(items[0]?.json ?? {}).length).toBeGreaterThan(20);
	});

	it('get takes the URL of the case in the dashboard', async () => {
		const id = bed.karmaCheck.caseIds[0]!;
		const value = `https://app.karmacheck.com/cases/${id}/overview?tab=1`;
		const { items, error } = await get({
			caseId: { __rl: true, mode: 'url', value },
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json.id).toBe(id);
	});

	it('get tells an unknown case by its id and what may be wrong', async () => {
		const { error } = await get({ caseId: byId(bed.karmaCheck.foreignCaseId) });

		expect(error?.message).toContain(`Case ${bed.karmaCheck.foreignCaseId} could not be read`);
		expect(error?.message).toContain(
			"Check the case ID, and that the case belongs to the credential's group and environment",
		);
		expect(error?.httpCode).toBe('403');
	});

	it('get does not let an id change the path', async () => {
		const { error } = await get({ caseId: byId('../list') });

		expect(error?.message).toBe(
			"Nothing was sent: 'Case' is '../list', which is not an ID. Enter the ID alone",
		);
		expect(bed.karmaCheck.requests).toEqual([]);
	});

	it.each([
		['no cases', { cases: [] }, 'the response contains no case'],
		['something else', { case: {} }, 'the response contains no list of cases'],
		['cases without id', { cases: [{}] }, 'the response contains no list of cases'],
	])('get says so when the response holds %s', async (_, answer, words) => {
		bed.karmaCheck.script('GET /case/id/{caseId}', { patch: () => answer });
		const { error } = await get({ caseId: byId(bed.karmaCheck.caseIds[0]!) });

		expect(error?.message).toContain(words);
	});

	it('getAll returns the active cases, newest first', async () => {
		const { items, error } = await getAll();

		expect(error).toBeUndefined();
		const active = bed.karmaCheck.cases.filter(({ archived }) => !archived);
		expect(items).toHaveLength(active.length);
		const stamps = items.map(({ json }) => String(json.crStamp));
		expect(stamps).toEqual([...stamps].sort().reverse());
		expect(bed.karmaCheck.callsTo('GET /case/list')).toHaveLength(1);
	});

	it('getAll stops at the limit', async () => {
		const { items } = await getAll({ returnAll: false, limit: 2 });

		expect(items).toHaveLength(2);
	});

	it('getAll includes archived cases where that is wanted', async () => {
		const { items } = await getAll({ filters: { includeArchived: true } });

		expect(items).toHaveLength(bed.karmaCheck.cases.length);
		expect(bed.karmaCheck.callsTo('GET /case/list/all')).toHaveLength(1);
	});

	it('getAll filters by package as the API names it, and still leaves archived cases out', async () => {
		const packageId = bed.karmaCheck.cases.find(({ archived }) => archived)?.packageId ?? '';
		const { items } = await getAll({ filters: { packageId } });

		const [call] = bed.karmaCheck.callsTo('GET /case/list/all');
		expect(call?.query).toEqual({ packageId });
		const expected = bed.karmaCheck.cases.filter(
			(one) => one.packageId === packageId && !one.archived,
		);
		expect(items).toHaveLength(expected.length);
	});

	it('getAll returns no item when there is no case', async () => {
		bed.karmaCheck.script('GET /case/list', { patch: () => ({ cases: [] }) });
		const { items, error } = await getAll();

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it('getAll is repeated when KarmaCheck is busy for a moment', async () => {
		bed.karmaCheck.script('GET /case/list', { status: 503, body: 'busy' });
		const { error } = await getAll();

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.callsTo('GET /case/list')).toHaveLength(2);
	});

	describe('the case list of the editor', () => {
		const search = async (filter?: string) =>
			await bed.engine.listSearch(
				'karmaCheck',
				'searchCases',
				{ karmaCheckApi: bed.karmaCheckApi() },
				filter,
			);

		it('shows name, email, package, status and date, newest first', async () => {
			const { results } = await search();

			const active = bed.karmaCheck.cases.filter(({ archived }) => !archived);
			expect(results).toHaveLength(active.length);
			for (const { name, value } of results) {
				const one = active.find(({ id }) => id === value);
				const about = [one?.packageName, one?.caseStatus, one?.crStamp.slice(0, 10)].join(', ');
				expect(name).toMatch(/^.+, .+@.+ – /);
				expect(name).toContain(` – ${about}`);
			}
		});

		it('finds cases by email, by package and by several words at once', async () => {
			const [one] = bed.karmaCheck.cases.filter(({ archived }) => !archived);
			const byEmail = await search(one!.invitationEmail.toUpperCase());
			expect(byEmail.results.map(({ value }) => value)).toContain(one!.id);

			const words = `${one!.packageName} ${one!.caseStatus}`;
			const byWords = await search(words);
			expect(byWords.results.map(({ value }) => value)).toContain(one!.id);

			expect((await search('nobody at all')).results).toEqual([]);
		});

		it('shows why the list cannot be read', async () => {
			const karmaCheckApi = { ...bed.karmaCheckApi(), clientAccessToken: 'wrong' };
			const listing = bed.engine.listSearch('karmaCheck', 'searchCases', { karmaCheckApi });

			await expect(listing).rejects.toThrow(
				'The cases could not be read: KarmaCheck did not accept the API key and client access token (403)',
			);
		});
	});

	describe('packages', () => {
		it('getAll returns id and name', async () => {
			const { items, error } = await bed.karmaCheckRun('package', 'getAll', {
				parameters: { returnAll: true },
			});

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual(
				bed.karmaCheck.packages.map(({ id, name }) => ({ id, name })),
			);
		});

		it('are found by name in the editor', async () => {
			const { results } = await bed.engine.listSearch(
				'karmaCheck',
				'searchPackages',
				{ karmaCheckApi: bed.karmaCheckApi() },
				'driver',
			);

			expect(results.map(({ name }) => name)).toEqual(['Driver Check']);
		});

		it('say so when the response is not what the API promises', async () => {
			bed.karmaCheck.script('GET /package/min/list', { patch: () => ({ list: [] }) });
			const { error } = await bed.karmaCheckRun('package', 'getAll', {});

			expect(error?.message).toContain(
				'The packages could not be read: the response contains no list of packages',
			);
		});
	});
});
