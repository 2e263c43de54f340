import { byId, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import { DRAFT, fileNames, imagesItem, PUBLISHED, uploadFiles } from '../catalogue';

const PATCH = 'PATCH /catalog/plans/{identifier}/';
const SEEDED = ['pro-suite-1.0.zip', 'release-notes.txt'];

describe.each(['newest', 'published'] as const)(
	'plan / uploadFiles, where a plan without version is the %s one',
	(defaultVersion) => {
		let bed: Bed;

		beforeEach(async () => {
			bed = await startBed();
			bed.kelviq.defaultVersion = defaultVersion;
			await setPace(30);
		});

		afterEach(async () => {
			await bed.close();
			expect(bed.kelviq.violations).toEqual([]);
		});

		const versions = () => bed.kelviq.plan(PUBLISHED).versions;
		const newest = () => versions().at(-1)!;
		/** The calls that append files: another may open the draft before. */
		const appended = () =>
			bed.kelviq.callsTo(PATCH).filter(({ body }) => 'fileKeys' in (body as object));
		/** Lets the call that opens the draft of a published plan pass. */
		const passOpening = () => bed.kelviq.script(PATCH, { delayMs: 0 });

		it('leaves the name of a draft that was open before as it is', async () => {
			await bed.kelviqRun('plan', 'update', {
				parameters: { planIdentifier: byId(PUBLISHED), updateFields: { name: 'New name' } },
			});
			const { error } = await uploadFiles(bed);

			expect(error).toBeUndefined();
			expect(newest()).toMatchObject({ version: 2, name: 'New name' });
			expect(fileNames(bed, PUBLISHED)).toEqual([...SEEDED, 'build.zip']);
		});

		it('attaches all files of an item to the draft in one call, and tells that buyers do not see it', async () => {
			const { items, error, saved } = await uploadFiles(bed, [imagesItem('a.zip', 'b.zip')]);

			expect(error).toBeUndefined();
			expect(fileNames(bed, PUBLISHED)).toEqual([...SEEDED, 'a.zip', 'b.zip']);
			const [a, b] = newest().files.slice(2);
			expect(items[0]?.json).toMatchObject({
				identifier: PUBLISHED,
				version: 2,
				isLatest: false,
				published: false,
				uploadedFiles: [
					{ id: a?.id, name: 'a.zip', url: a?.file },
					{ id: b?.id, name: 'b.zip', url: b?.file },
				],
			});
			expect(items[0]?.json.files).toHaveLength(4);
			expect(appended()).toHaveLength(1);
			expect(saved).toContain('(version 2) has changed. Buyers will not see the change');
		});

		it('publishes the plan if asked, and then gives no hint', async () => {
			const { items, error, saved } = await uploadFiles(bed, undefined, { publish: true });

			expect(error).toBeUndefined();
			expect(items[0]?.json).toMatchObject({ version: 2, isLatest: true, published: true });
			expect(newest()).toMatchObject({ version: 2, isLatest: true });
			expect(saved).not.toContain('Buyers will not see');
		});

		it('leaves one copy of everything when run twice, and publishes it each time', async () => {
			const options = { existingFiles: 'replaceSameName', publish: true };
			const build = imagesItem('pro-suite-1.0.zip', 'setup.exe');
			await uploadFiles(bed, [build], options);
			const { items, error } = await uploadFiles(bed, [build], options);

			expect(error).toBeUndefined();
			const names = ['release-notes.txt', 'pro-suite-1.0.zip', 'setup.exe'];
			expect(fileNames(bed, PUBLISHED)).toEqual(names);
			expect(items[0]?.json).toMatchObject({ version: 3, published: true });
			const files = items[0]?.json.files as Array<{ name: string; id: string }>;
			expect(files.map(({ name }) => name)).toEqual(names);
			expect(items[0]?.json.uploadedFiles).toEqual([
				expect.objectContaining({ id: files[1]?.id }),
				expect.objectContaining({ id: files[2]?.id }),
			]);
		});

		it('leaves one copy in the draft, too, when it is run twice without publishing', async () => {
			const options = { existingFiles: 'replaceSameName' };
			await uploadFiles(bed, undefined, options);
			await uploadFiles(bed, undefined, options);

			expect(fileNames(bed, PUBLISHED)).toEqual([...SEEDED, 'build.zip']);
			expect(versions()).toHaveLength(2);
		});

		it.each([
			['a published plan', []],
			['a draft', ['first.zip']],
		])('finds the files on %s when the response was lost', async (_, earlier) => {
			if (earlier.length) await uploadFiles(bed, [imagesItem(...earlier)]);
			bed.kelviq.requests.length = 0;
			if (!earlier.length || defaultVersion === 'published') passOpening();
			bed.kelviq.script(PATCH, { destroy: true, after: true });
			const same = imagesItem('release-notes.txt', 'a.zip');
			const { items, error } = await uploadFiles(bed, [same]);

			expect(error).toBeUndefined();
			const names = [...SEEDED, ...earlier, 'release-notes.txt', 'a.zip'];
			expect(fileNames(bed, PUBLISHED)).toEqual(names);
			expect(items[0]?.json.uploadedFiles).toEqual([
				expect.objectContaining({ id: newest().files.at(-2)?.id }),
				expect.objectContaining({ id: newest().files.at(-1)?.id }),
			]);
			expect(appended()).toHaveLength(1);
		});

		it('sends them again when nothing was done', async () => {
			passOpening();
			bed.kelviq.script(PATCH, { status: 503, body: 'busy' });
			const { error } = await uploadFiles(bed);

			expect(error).toBeUndefined();
			expect(fileNames(bed, PUBLISHED)).toEqual([...SEEDED, 'build.zip']);
			expect(appended()).toHaveLength(2);
		});

		it('attaches the items of one plan together, in their order', async () => {
			bed.kelviq.latencyMs = 5;
			const four = ['a', 'b', 'c', 'd'].map((name) => imagesItem(`${name}.zip`));
			const { items, error } = await uploadFiles(bed, four, {
				concurrency: 4,
				existingFiles: 'replaceSameName',
			});

			expect(error).toBeUndefined();
			const names = [...SEEDED, 'a.zip', 'b.zip', 'c.zip', 'd.zip'];
			expect(fileNames(bed, PUBLISHED)).toEqual(names);
			expect(appended()).toHaveLength(1);
			expect(items.map(({ json }) => json.uploadedFiles)).toEqual(
				['a', 'b', 'c', 'd'].map((name) => [expect.objectContaining({ name: `${name}.zip` })]),
			);
		});

		it('keeps the old file when the new one was not attached', async () => {
			passOpening();
			bed.kelviq.script(PATCH, { status: 400, body: { nonFieldErrors: ['Too many files.'] } });
			const { error } = await uploadFiles(bed, [imagesItem('release-notes.txt')], {
				existingFiles: 'replaceSameName',
			});

			expect(error?.message).toMatch(
				/^The files are stored, but were not attached to plan .+: Kelviq returned 400 “Too many files\.”\. /,
			);
			expect(error?.context).toMatchObject({ step: 'attach', fileKeys: [expect.any(String)] });
			expect(fileNames(bed, PUBLISHED)).toEqual(SEEDED);
		});

		it('says that the files are there when the plan cannot be published', async () => {
			const { error } = await uploadFiles(bed, undefined, { publish: true }, DRAFT);

			expect(error?.message).toMatch(
				/^The new files are on the draft of plan .+, but it was not published: Kelviq returned 400 “Add a price/,
			);
			expect(error?.context).toMatchObject({ step: 'publish' });
			expect(error?.context).not.toHaveProperty('fileKeys');
			expect(fileNames(bed, DRAFT)).toEqual(['build.zip']);
		});

		it('sends no byte for a plan that does not exist', async () => {
			const { error } = await uploadFiles(bed, undefined, {}, 'no-such-plan');

			expect(error?.message).toContain('Plan no-such-plan could not be read');
			expect(bed.storage.requests).toEqual([]);
		});
	},
);
