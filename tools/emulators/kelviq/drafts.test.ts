import { kelviqBed } from './testSupport';

const bed = kelviqBed();
const live = '/catalog/plans/pro-suite-desktop/';
const unpriced = '/catalog/plans/field-guide-2nd-edition/';
const plan = () => bed.kelviq.plan('pro-suite-desktop');
const versions = () => plan().versions.map(({ version, isLatest }) => [version, isLatest]);
const patch = async (body: object, params = {}) => await bed.http.patch(live, body, { params });
const ids = (files: Array<{ id: string }>) => files.map(({ id }) => id);
const names = (files: Array<{ name: string }>) => files.map(({ name }) => name);

describe('PATCH /catalog/plans/{identifier}/', () => {
	it('opens a draft of a published plan and leaves that as it was', async () => {
		const before = structuredClone(plan().versions[0]);
		const { status, data } = await patch({
			description: 'Better.',
			license: { enabled: true },
		});
		expect(status).toBe(200);
		expect(data).toMatchObject({
			version: 2,
			isLatest: false,
			description: 'Better.',
			license: { enabled: true, activationLimit: 1 },
		});
		expect(data.details).toEqual({});
		expect(versions()).toEqual([
			[1, true],
			[2, false],
		]);
		expect(plan().versions[0]).toEqual(before);
	});

	it('gives the files of the draft ids of their own', async () => {
		const [published] = plan().versions;
		const { files } = (await patch({})).data;
		expect(names(files)).toEqual(['pro-suite-1.0.zip', 'release-notes.txt']);
		expect(ids(files).filter((id) => ids(published!.files).includes(id))).toEqual([]);
	});

	it('changes a draft in place', async () => {
		const { files } = (await patch({ name: 'One' })).data;
		const { data } = await patch({ isVisible: false });
		expect(data).toMatchObject({ version: 2, name: 'One', isVisible: false });
		expect(ids(data.files)).toEqual(ids(files));
	});

	it('appends files to the draft only, also of a name that is there already', async () => {
		const { data } = await patch({ fileKeys: [await bed.upload('release-notes.txt')] });
		expect(names(data.files)).toEqual([
			'pro-suite-1.0.zip',
			'release-notes.txt',
			'release-notes.txt',
		]);
		expect(data.files.at(-1).ordering).toBe(2);
		expect(plan().versions[0]?.files).toHaveLength(2);
	});

	it('changes the newest version only', async () => {
		expect((await patch({}, { version: 9 })).status).toBe(404);
		expect((await patch({}, { version: 1 })).data.version).toBe(2);
		const { status, data } = await patch({}, { version: 1 });
		expect([status, data]).toEqual([400, { version: [expect.any(String)] }]);
	});

	it.each(['identifier', 'product', 'ordering'])('refuses %s', async (name) => {
		const { status, data } = await patch({ [name]: 'other' });
		expect([status, data]).toEqual([400, { [name]: ['Unknown field.'] }]);
		expect(versions()).toHaveLength(1);
	});
});

describe('GET /catalog/plans/{identifier}/', () => {
	const version = async (params = {}) => (await bed.http.get(live, { params })).data.version;

	it('gives the newest version, or the one asked for', async () => {
		await patch({});
		expect([await version(), await version({ version: 1 })]).toEqual([2, 1]);
		expect((await bed.http.get(`${live}?version=3`)).status).toBe(404);
		expect((await bed.http.get('/catalog/plans/nothing/')).status).toBe(404);
	});

	it('gives the published version instead when set to, where there is one', async () => {
		bed.kelviq.defaultVersion = 'published';
		await patch({});
		expect([await version(), await version({ version: 2 })]).toEqual([1, 2]);
		expect((await bed.http.get(unpriced)).data).toMatchObject({ version: 1, isLatest: false });
	});
});
