import { kelviqBed } from './testSupport';

const bed = kelviqBed();
const product = () => bed.kelviq.products[0]!;
const attach = async (imageKeys: string[]) =>
	await bed.http.patch(`/catalog/products/${product().id}/`, { imageKeys });
const attachToPlan = async (fileKeys: string[]) =>
	await bed.http.patch('/catalog/plans/pro-suite-desktop/', { fileKeys });
const mint = async (): Promise<string> =>
	(await bed.http.post('/media/', { fileName: 'a.png', fileType: 'image/png' })).data.fileKey;

it('moves the object from its temporary key to the one behind the address it shows', async () => {
	const key = await bed.upload('café photo.png', 'the bytes');
	const { image } = (await attach([key])).data.images[0];
	expect(image).toMatch(/^https:\/\/cdn\.kelviq\.com\/media\/.+\/caf%C3%A9%20photo\.png$/);
	expect(await bed.storage.exists(bed.kelviq.bucket, key)).toBe(false);
	const stored = await bed.storage.read(bed.kelviq.bucket, bed.kelviq.storageKey(image));
	expect(stored.toString()).toBe('the bytes');
});

it('refuses a key a second time, for a plan too', async () => {
	const key = await bed.upload('a.png');
	await attach([key]);
	const second = await attach([key]);
	expect([second.status, second.data]).toEqual([
		400,
		{ imageKeys: [`"${key}" has already been used.`] },
	]);
	expect((await attachToPlan([key])).data).toEqual({
		fileKeys: [`"${key}" has already been used.`],
	});
	expect(product().images).toHaveLength(1);
});

it('refuses a key that came from nowhere', async () => {
	const { status, data } = await attach(['tmp/made/up.png']);
	expect([status, data]).toEqual([
		400,
		{ imageKeys: ['"tmp/made/up.png" is not a key of an upload.'] },
	]);
});

it('refuses a key to which nothing has been uploaded', async () => {
	const key = await mint();
	const { status, data } = await attach([key]);
	expect([status, data]).toEqual([400, { imageKeys: [`Nothing has been uploaded to "${key}".`] }]);
});

it('attaches all or nothing, and what it refused can still be attached', async () => {
	const key = await bed.upload('a.png');
	expect((await attach([key, await mint()])).status).toBe(400);
	expect((await attach([key, key])).status).toBe(400);
	expect(product().images).toEqual([]);
	expect((await attach([key])).status).toBe(200);
});

it('gives a key to one of two requests at once', async () => {
	const key = await bed.upload('a.png');
	const answers = await Promise.all([attach([key]), attach([key])]);
	expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
	expect(product().images).toHaveLength(1);
});

it('opens no draft when it refuses the files', async () => {
	expect((await attachToPlan(['tmp/made/up.png'])).status).toBe(400);
	expect(bed.kelviq.plan('pro-suite-desktop').versions).toHaveLength(1);
});
