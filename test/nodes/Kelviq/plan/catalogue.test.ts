import { byId, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import { DRAFT, fileNames, PUBLISHED, storedKey, WITHOUT_FILES } from '../catalogue';

const PATCH = 'PATCH /catalog/plans/{identifier}/';
const PUBLISH = 'POST /catalog/plans/{identifier}/publish/';

describe('plans', () => {
	let bed: Bed;

	beforeEach(async () => {
		bed = await startBed();
		await setPace(30);
	});

	afterEach(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	const run = async (operation: string, identifier: string, parameters = {}) =>
		await bed.kelviqRun('plan', operation, {
			parameters: { planIdentifier: byId(identifier), ...parameters },
		});
	const newest = (identifier: string) => bed.kelviq.plan(identifier).versions.at(-1)!;

	it('are created as drafts, with everything the API takes', async () => {
		const fileKey = await storedKey(bed, 'build.zip');
		const product = bed.kelviq.products[0]!.id;
		const { items, error } = await bed.kelviqRun('plan', 'create', {
			parameters: {
				name: 'Team',
				productId: byId(product),
				additionalFields: {
					identifier: 'team',
					description: 'For five.',
					isVisible: false,
					fileKeys: fileKey,
					links: '[{ "name": "Manual", "url": "https://example.com/manual" }]',
					license: '{ "enabled": true, "activationLimit": 5 }',
					metadata: '{ "sku": 7 }',
					ordering: 0,
				},
			},
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			identifier: 'team',
			product,
			isLatest: false,
			isVisible: false,
			links: [{ name: 'Manual', url: 'https://example.com/manual' }],
			license: { enabled: true, activationLimit: 5 },
			metadata: { sku: 7 },
			ordering: 0,
			files: [{ name: 'build.zip' }],
		});
		expect(newest('team').description).toBe('For five.');
	});

	it('are never created twice: after an unclear response the user is told where to check', async () => {
		bed.kelviq.script('POST /catalog/plans/', { status: 500, body: 'oops', after: true });
		const { error } = await bed.kelviqRun('plan', 'create', {
			parameters: { name: 'Team', productId: byId(bed.kelviq.products[0]!.id) },
		});

		expect(error?.message).toMatch(/^The plan 'Team' was not created: .+ look for it in Kelviq/);
		expect(bed.kelviq.plans).toHaveLength(4);
	});

	it.each([
		['license', '{ enabled: true }', "'License' is not valid JSON: line 1, column 3"],
		['license', '[]', "'License' is a list, not an object"],
		['links', '{}', "'Links' is an object, not a list"],
		['metadata', '7', "'Metadata' is 7, not an object or a list"],
	])('are not sent with a %s of %s', async (field, value, words) => {
		const { error } = await run('update', DRAFT, { updateFields: { [field]: value } });

		expect(error?.message).toContain(words);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.kelviq.requests).toEqual([]);
	});

	it('show what Kelviq says about a field within a field', async () => {
		const license = { durationUnit: 'WEEK' };
		const { error } = await run('update', DRAFT, { updateFields: { license } });

		expect(error?.message).toContain(
			'Kelviq returned 400 “license: durationUnit: Not a valid choice.”',
		);
	});

	it('are read in their ten main fields, or in all, or in another version', async () => {
		await run('update', PUBLISHED, { updateFields: { name: 'Desktop 2' } });
		const { items } = await run('get', PUBLISHED);
		expect(items[0]?.json).toMatchObject({ name: 'Desktop 2', version: 2, isLatest: false });
		expect(Object.keys(items[0]!.json)).toHaveLength(10);

		const first = await run('get', PUBLISHED, { options: { version: 1 }, simplify: false });
		expect(first.items[0]?.json).toMatchObject({ name: 'Desktop', version: 1, isLatest: true });
		expect(first.items[0]?.json).toHaveProperty('createdOn');
	});

	it.each([
		`https://app.kelviq.com/plans/${PUBLISHED}`,
		`https://app.kelviq.com/products/0d65f7c0-7e91-4f56-9b32-13a9a6a7c1de/plans/${PUBLISHED}/files?tab=1`,
		`https://sandboxapi.kelviq.com/api/v1/catalog/plans/${PUBLISHED}/`,
		`https://app.kelviq.com/pricing/${PUBLISHED}/#top`,
		`https://app.kelviq.com/products/my-plan/plans/${PUBLISHED}`,
	])('are found by the URL %s', async (value) => {
		const planIdentifier = { __rl: true, mode: 'url', value };
		const { items, error } = await run('get', '', { planIdentifier });

		expect(error).toBeUndefined();
		expect(items[0]?.json.identifier).toBe(PUBLISHED);
	});

	it('say when there is no such plan', async () => {
		const { error } = await run('get', 'Desktop');

		expect(error?.message).toContain(
			"Plan Desktop could not be read: Kelviq returned 404 “Not found.”. Choose the plan from the list, or enter its identifier (e.g. 'pro-monthly'), not its name",
		);
	});

	it('open a draft when a published one is updated, and tell that buyers do not see it', async () => {
		const { items, saved } = await run('update', PUBLISHED, {
			updateFields: { description: 'New.', isVisible: false },
		});

		expect(items[0]?.json).toMatchObject({ version: 2, isLatest: false, isVisible: false });
		expect(saved).toContain(
			`The draft of plan '${PUBLISHED}' (version 2) has changed. Buyers will not see the change until you publish the plan`,
		);
	});

	it('get files by their keys once, also when the response was lost', async () => {
		const fileKeys = [await storedKey(bed, 'a.zip'), await storedKey(bed, 'b.zip')];
		bed.kelviq.script(PATCH, { destroy: true, after: true });
		const { error } = await run('update', PUBLISHED, { updateFields: { fileKeys, name: 'D2' } });

		expect(error).toBeUndefined();
		expect(newest(PUBLISHED).name).toBe('D2');
		expect(newest(PUBLISHED).version).toBe(2);
		expect(fileNames(bed, PUBLISHED)).toEqual([
			'pro-suite-1.0.zip',
			'release-notes.txt',
			'a.zip',
			'b.zip',
		]);
	});

	it('are published', async () => {
		await run('update', PUBLISHED, { updateFields: { name: 'Desktop 2' } });
		const { items, error } = await run('publish', PUBLISHED, {
			options: { updateFeatures: true, updatePricing: false },
		});

		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ published: true });
		expect(newest(PUBLISHED)).toMatchObject({ version: 2, isLatest: true });
		expect(bed.kelviq.callsTo(PUBLISH)[0]?.body).toEqual({
			updateFeatures: true,
			updatePricing: false,
		});
	});

	it.each(['newest', 'published'] as const)(
		'are published once when the answer got lost, whichever version is the default (%s)',
		async (defaultVersion) => {
			bed.kelviq.defaultVersion = defaultVersion;
			await run('update', PUBLISHED, { updateFields: { name: 'Desktop 2' } });
			bed.kelviq.script(PUBLISH, { destroy: true, after: true });
			const { items, error } = await run('publish', PUBLISHED);

			expect(error).toBeUndefined();
			expect(items[0]?.json).toEqual({ published: true });
			expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
		},
	);

	it.each(['newest', 'published'] as const)(
		'are published by a second call when the first did nothing (%s is the default)',
		async (defaultVersion) => {
			bed.kelviq.defaultVersion = defaultVersion;
			await run('update', PUBLISHED, { updateFields: { name: 'Desktop 2' } });
			bed.kelviq.script(PUBLISH, { destroy: true });
			const { error } = await run('publish', PUBLISHED);

			expect(error).toBeUndefined();
			expect(newest(PUBLISHED).isLatest).toBe(true);
			expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(2);
		},
	);

	it('say in words what keeps them from being published', async () => {
		const priceless = await run('publish', DRAFT);
		expect(priceless.error?.message).toContain(
			'Kelviq returned 400 “Add a price to the plan before publishing it.”',
		);
		expect(priceless.error?.message).toContain('a price in every required currency');

		Object.assign(bed.kelviq.plan(DRAFT), { hasPrice: true, billingConnected: false });
		const { error } = await run('publish', DRAFT);
		expect(error?.message).toContain('Kelviq returned 428');
		expect(error?.message).toContain("Connect the billing provider in Kelviq's dashboard");
		expect(error?.context).toMatchObject({ step: 'request' });

		const published = await run('publish', WITHOUT_FILES);
		expect(published.error?.message).toContain('already published');
	});

	it('lose their draft when it is discarded, once', async () => {
		await run('update', PUBLISHED, { updateFields: { name: 'Desktop 2' } });
		bed.kelviq.script('DELETE /catalog/plans/{identifier}/discard/', {
			destroy: true,
			after: true,
		});
		const { items, error } = await run('discardDraft', PUBLISHED);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ deleted: true });
		expect(newest(PUBLISHED)).toMatchObject({ version: 1, isLatest: true });

		const again = await run('discardDraft', PUBLISHED);
		expect(again.error?.message).toContain(
			`The draft of plan ${PUBLISHED} was not discarded: Kelviq returned 400`,
		);
	});

	it('are archived, once', async () => {
		bed.kelviq.script('DELETE /catalog/plans/{identifier}/', { status: 502, after: true });
		const { items, error } = await run('archive', PUBLISHED);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ deleted: true });
		expect(bed.kelviq.plan(PUBLISHED).archived).toBe(true);

		const again = await run('archive', PUBLISHED);
		expect(again.error?.message).toMatch(/was not archived: Kelviq returned 4/);
	});
});
