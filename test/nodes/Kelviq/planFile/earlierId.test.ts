import { byId, startBed, type Bed } from '../../../support/bed';
import { fileNames, imagesItem, PUBLISHED, uploadFiles } from '../catalogue';
import { seenOtherwise, signed } from '../seenOtherwise';

const SAME_NAME = { existingFiles: 'replaceSameName' };

describe('a plan file named by its id in the version before', () => {
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

	const files = () => bed.kelviq.plan(PUBLISHED).versions.at(-1)!.files;
	const erase = async (fileId: string) =>
		await bed.kelviqRun('planFile', 'delete', {
			parameters: { planIdentifier: byId(PUBLISHED), fileId },
		});

	it('is not deleted where its copy cannot be told from another of that name', async () => {
		files()[1]!.name = files()[0]!.name;
		const [, second] = files().map(({ id }) => id);
		await uploadFiles(bed);
		files().forEach((file, index) => Object.assign(file, { ordering: 9 - index }));
		seenOtherwise(bed, (all) => all.map(signed));
		const before = files().map(({ id }) => id);
		const { error } = await erase(second!);

		expect(error?.httpCode).toBe('404');
		expect(error?.message).toContain(`File ${second} was not deleted`);
		expect(files().map(({ id }) => id)).toEqual(before);
	});

	it('is not taken for the file that has replaced it', async () => {
		const [first] = files();
		await uploadFiles(bed, [imagesItem(first!.name)], SAME_NAME);
		const { error } = await erase(first!.id);

		expect(error?.httpCode).toBe('404');
		expect(fileNames(bed, PUBLISHED).sort()).toEqual(['pro-suite-1.0.zip', 'release-notes.txt']);
	});

	it('is not taken for the file that has replaced it where the plan has no other', async () => {
		files().splice(1);
		const [only] = files();
		await uploadFiles(bed, [imagesItem(only!.name)], SAME_NAME);
		const { error } = await erase(only!.id);

		expect(error?.httpCode).toBe('404');
		expect(fileNames(bed, PUBLISHED)).toEqual([only!.name]);
	});

	it('is deleted where its address is signed anew whenever it is shown', async () => {
		const [first] = files();
		await uploadFiles(bed);
		let shown = 0;
		seenOtherwise(bed, (all) =>
			all.map((one) => ({ ...one, file: `${one.file}?signature=${(shown += 1)}` })),
		);
		const { error } = await erase(first!.id);

		expect(error).toBeUndefined();
		expect(fileNames(bed, PUBLISHED)).toEqual(['release-notes.txt', 'build.zip']);
	});

	it('is not deleted by its name where its copy has another address', async () => {
		const [first] = files();
		await uploadFiles(bed);
		seenOtherwise(bed, (all) => all.map(signed));
		const { error } = await erase(first!.id);

		expect(error?.httpCode).toBe('404');
		expect(files()).toHaveLength(3);
	});

	it('is deleted where its address tells it from another of that name', async () => {
		files()[1]!.name = files()[0]!.name;
		const [first, second] = files();
		await uploadFiles(bed);
		files().forEach((file, index) => Object.assign(file, { ordering: 9 - index }));
		const { error } = await erase(second!.id);

		expect(error).toBeUndefined();
		expect(files().map(({ file }) => file)).toContain(first!.file);
		expect(files().map(({ file }) => file)).not.toContain(second!.file);
	});
});
