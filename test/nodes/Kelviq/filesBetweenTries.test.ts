import type { INodeParameters } from 'n8n-workflow';
import { startEmulators } from '../../../tools/emulators';
import type { TestRun } from '../../engine';
import { byId, startBed, type Bed } from '../../support/bed';
import { setPace } from '../../support/pace';
import { fileNames, imagesItem, PUBLISHED, WITHOUT_FILES } from './catalogue';
import { REFUSED, retry } from './retrying';

const PLAN_PATCH = 'PATCH /catalog/plans/{identifier}/';
const PUBLISH = 'POST /catalog/plans/{identifier}/publish/';

describe('files of a failed execution that is retried when something has changed since', () => {
	let bed: Bed;
	let production: Awaited<ReturnType<typeof startEmulators>>;

	beforeAll(async () => {
		bed = await startBed();
		production = await startEmulators();
		await setPace(30);
	});

	afterAll(async () => {
		await bed.close();
		await production.close();
	});

	beforeEach(async () => {
		await bed.storage.reset();
		await Promise.all([bed.kelviq.reset(), production.kelviq.reset()]);
	});

	const files = async (options = {}, trial: Partial<TestRun> = {}) =>
		await bed.kelviqRun('plan', 'uploadFiles', {
			items: [imagesItem('a.zip')],
			...trial,
			parameters: { planIdentifier: byId(PUBLISHED), binaryPropertyName: 'f0', options },
		});
	const versions = ({ kelviq } = bed as Pick<Bed, 'kelviq'>) =>
		kelviq.plan(PUBLISHED).versions.map(({ version, isLatest }) => ({ version, isLatest }));
	const onPlan = async (operation: string, more = {}) =>
		await bed.kelviqRun('plan', operation, {
			parameters: { planIdentifier: byId(PUBLISHED), ...more },
		});
	const ofProduction = () => {
		const { baseUrl, apiKey } = production.kelviq;
		return { credentials: { kelviqApi: { environment: 'custom', baseUrl, apiKey } } };
	};

	it('does everything for another account that it had done for the first', async () => {
		bed.kelviq.script(PUBLISH, REFUSED);
		const first = await files({ publish: true });
		const second = await files({ publish: true }, { ...retry(first), ...ofProduction() });

		expect(second.error).toBeUndefined();
		expect(fileNames(production as unknown as Bed, PUBLISHED)).toContain('a.zip');
		expect(versions(production)).toEqual([
			{ version: 1, isLatest: false },
			{ version: 2, isLatest: true },
		]);
		expect(versions()).toEqual([
			{ version: 1, isLatest: true },
			{ version: 2, isLatest: false },
		]);
	});

	it('puts out no key of another account', async () => {
		bed.kelviq.script('POST /media/', { delayMs: 0 });
		bed.kelviq.script('POST /media/', REFUSED);
		const options = { concurrency: 1 };
		const parameters = { binaryPropertyName: 'f0', options };
		const items = [imagesItem('a.png'), imagesItem('b.png')];
		const first = await bed.uploadMedia({ items, parameters });
		const second = await bed.uploadMedia({ parameters, ...retry(first), ...ofProduction() });

		const keys = second.items.map(({ json }) => String(json.fileKey));
		expect(keys).toEqual([...production.kelviq.minted.keys()]);
		expect(keys).toHaveLength(2);
	});

	it('publishes nothing once Publish is switched off, and adds nothing twice', async () => {
		bed.kelviq.script(PUBLISH, REFUSED);
		const first = await files({ publish: true });
		const { items, hints } = await files({ publish: false }, retry(first));

		expect(items[0]?.json).toMatchObject({ published: false, version: 2 });
		expect(hints).toEqual([expect.stringContaining('until you publish the plan')]);
		expect(fileNames(bed, PUBLISHED).filter((name) => name === 'a.zip')).toHaveLength(1);
		expect(versions().at(-1)).toEqual({ version: 2, isLatest: false });
	});

	it('publishes once Publish is switched on', async () => {
		bed.kelviq.script(PLAN_PATCH, { delayMs: 0 });
		bed.kelviq.script(PLAN_PATCH, REFUSED);
		const first = await files();
		const { items } = await files({ publish: true }, retry(first));

		expect(items[0]?.json.published).toBe(true);
		expect(bed.storage.requests).toHaveLength(1);
	});

	it('publishes what the first try has finished as well', async () => {
		bed.kelviq.script(PLAN_PATCH, { delayMs: 0, times: 2 });
		bed.kelviq.script(PLAN_PATCH, REFUSED);
		bed.kelviq.plan(WITHOUT_FILES).hasPrice = true;
		const upload = async (options: INodeParameters, trial: Partial<TestRun>) =>
			await bed.kelviqRun('plan', 'uploadFiles', {
				...trial,
				parameters: {
					planIdentifier: byId('={{ $json.plan }}'),
					binaryPropertyName: 'f0',
					options: { concurrency: 1, ...options },
				},
			});
		const first = await upload(
			{},
			{
				items: [PUBLISHED, WITHOUT_FILES].map((plan) => ({
					...imagesItem('a.zip'),
					json: { plan },
				})),
			},
		);
		const { items } = await upload({ publish: true }, retry(first));

		expect(items.map(({ json }) => json.published)).toEqual([true, true]);
		expect(fileNames(bed, PUBLISHED).filter((name) => name === 'a.zip')).toHaveLength(1);
	});

	it.each([true, false])(
		'opens no draft once the first one was published by hand, with Publish %s',
		async (publish) => {
			bed.kelviq.script(PUBLISH, REFUSED);
			const first = await files({ publish: true });
			await onPlan('publish');
			const { items, hints } = await files({ publish }, retry(first));

			expect(items[0]?.json).toMatchObject({ version: 2, published: true });
			expect(hints).toEqual([]);
			expect(versions()).toHaveLength(2);
		},
	);

	it('publishes nothing where the draft that held the files was discarded, and says so', async () => {
		bed.kelviq.script(PUBLISH, REFUSED);
		const first = await files({ publish: true });
		await onPlan('discardDraft');
		const { error } = await files({ publish: true }, retry(first));

		expect(error?.message).toBe(
			`The files were attached to version 2 of plan ${PUBLISHED}, a draft that was discarded since. Run the workflow again from its beginning`,
		);
		expect(versions()).toEqual([{ version: 1, isLatest: true }]);
	});

	it.each([{ existingFiles: 'skipSameName' }, { existingFiles: 'skipSameName', ifNoFile: 'skip' }])(
		'skips the file that the item itself has put there, with %j',
		async (options) => {
			bed.kelviq.script(PUBLISH, REFUSED);
			const first = await files({ publish: true });
			const { items } = await files({ publish: true, ...options }, retry(first));

			expect(items[0]?.json.uploadedFiles).toEqual([]);
			expect(fileNames(bed, PUBLISHED).filter((name) => name === 'a.zip')).toHaveLength(1);
		},
	);

	it('opens a new draft where that of the first try was discarded', async () => {
		bed.kelviq.script(PLAN_PATCH, { delayMs: 0 });
		bed.kelviq.script(PLAN_PATCH, REFUSED);
		const first = await files();
		await onPlan('discardDraft');
		const { error } = await files({}, retry(first));

		expect(error).toBeUndefined();
		expect(fileNames(bed, PUBLISHED)).toContain('a.zip');
	});

	it.each(['keep', 'replaceSameName'])(
		'opens a new draft where that of the first try was published, with %s',
		async (existingFiles) => {
			bed.kelviq.script(PLAN_PATCH, { delayMs: 0 });
			bed.kelviq.script(PLAN_PATCH, REFUSED);
			const items = [imagesItem('release-notes.txt')];
			const first = await files({ existingFiles }, { items });
			await onPlan('publish');
			const second = await files({ existingFiles }, retry(first));

			expect(second.error).toBeUndefined();
			expect(second.items[0]?.json.uploadedFiles).toHaveLength(1);
			expect(versions().at(-1)).toEqual({ version: 3, isLatest: false });
			const copies = fileNames(bed, PUBLISHED).filter((name) => name === 'release-notes.txt');
			expect(copies).toHaveLength(existingFiles === 'keep' ? 2 : 1);
		},
	);
});
