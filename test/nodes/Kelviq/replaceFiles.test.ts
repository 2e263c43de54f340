import { startBed, type Bed } from '../../support/bed';
import { fileNames, imagesItem, PUBLISHED, uploadFiles } from './catalogue';
import { seenOtherwise, signed } from './seenOtherwise';

const FILE = '/catalog/plans/{identifier}/file/{pk}/';
const SAME_NAME = { existingFiles: 'replaceSameName' };

describe('a new plan file that replaces those of its name', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.storage.reset();
		await bed.kelviq.reset();
	});

	const versions = () => bed.kelviq.plan(PUBLISHED).versions;
	const files = () => versions().at(-1)!.files;
	it.each([false, true])(
		'is the live one where copies have new addresses and are listed newest first (newest: %s)',
		async (isReversed) => {
			seenOtherwise(bed, (all) => (isReversed ? all.map(signed).reverse() : all.map(signed)));
			const old = files().map(({ id, file }) => ({ id, file }));
			const release = [imagesItem('pro-suite-1.0.zip'), imagesItem('release-notes.txt')];
			const { items, error } = await uploadFiles(bed, release, { ...SAME_NAME, publish: true });

			expect(error).toBeUndefined();
			expect(versions().at(-1)).toMatchObject({ version: 2, isLatest: true });
			expect(fileNames(bed, PUBLISHED).sort()).toEqual(['pro-suite-1.0.zip', 'release-notes.txt']);
			for (const { file } of files()) expect(old.map((one) => one.file)).not.toContain(file);
			const uploaded = items.flatMap(({ json }) => json.uploadedFiles as Array<{ id: string }>);
			expect(uploaded.map(({ id }) => id).sort()).toEqual(
				files()
					.map(({ id }) => id)
					.sort(),
			);
		},
	);

	it('is as hidden, and shown under the same name, as the old one before it is published', async () => {
		Object.assign(files()[0]!, { enabled: false, name: 'Installer' });
		const release = [imagesItem('pro-suite-1.0.zip')];
		const { items, error } = await uploadFiles(bed, release, { ...SAME_NAME, publish: true });

		expect(error).toBeUndefined();
		const shown = files().map(({ name, enabled }) => ({ name, enabled }));
		expect(shown).toContainEqual({ name: 'Installer', enabled: false });
		expect(shown).toHaveLength(2);
		const calls = bed.kelviq.requests.map(
			({ method, path }) => `${method} ${path.split('/').at(-2)}`,
		);
		const takeover = calls.findIndex((call) => call === `PATCH ${files().at(-1)!.id}`);
		expect(takeover).toBeGreaterThan(0);
		expect(takeover).toBeLessThan(calls.findIndex((call) => call.startsWith('DELETE')));
		expect(calls.at(-1)).toBe('POST publish');
		const put = (items[0]!.json.files as object[]).map((file) => {
			const { name, enabled } = file as { name: string; enabled: boolean };
			return { name, enabled };
		});
		expect(put).toEqual(shown);
	});

	it('takes over how the old one was shown where the answer to that was lost', async () => {
		files()[0]!.enabled = false;
		bed.kelviq.script(`PATCH ${FILE}`, { destroy: true, after: true });
		const { error } = await uploadFiles(bed, [imagesItem('pro-suite-1.0.zip')], SAME_NAME);

		expect(error).toBeUndefined();
		expect(files().map(({ enabled }) => enabled)).toEqual([true, false]);
	});

	it('is not published where the old one could not be deleted, which is named', async () => {
		bed.kelviq.script(`DELETE ${FILE}`, { status: 403, body: { detail: 'No.' } });
		const release = [imagesItem('pro-suite-1.0.zip')];
		const { error } = await uploadFiles(bed, release, { ...SAME_NAME, publish: true });

		expect(error?.message).toMatch(
			/but the old 'pro-suite-1\.0\.zip' was not deleted: Kelviq returned 403/,
		);
		expect(versions()[0]).toMatchObject({ version: 1, isLatest: true });
		expect(fileNames(bed, PUBLISHED)).toHaveLength(3);
	});
});
