import { kelviqBed } from './testSupport';

const bed = kelviqBed();
const live = '/catalog/plans/pro-suite-desktop/';
const unpriced = '/catalog/plans/field-guide-2nd-edition/';
const plan = () => bed.kelviq.plan('pro-suite-desktop');
const versions = () => plan().versions.map(({ version, isLatest }) => [version, isLatest]);
const patch = async (body: object) => await bed.http.patch(live, body);

describe('POST /catalog/plans/{identifier}/publish/', () => {
	// axios labels even an empty body as a form.
	const publish = async (body?: object, address = live) =>
		await bed.http.post(
			`${address}publish/`,
			body,
			body ? {} : { headers: { 'Content-Type': false } },
		);

	it('makes the draft the published version', async () => {
		const { files } = (await patch({})).data;
		const { status, data } = await publish();
		expect([status, data]).toEqual([200, { status: 'published' }]);
		expect(versions()).toEqual([
			[1, false],
			[2, true],
		]);
		expect((await bed.http.get(live)).data).toMatchObject({
			details: { stripeProductId: expect.stringMatching(/^prod_/) },
			files: files.map(({ id }: { id: string }) => ({ id })),
		});
	});

	it('takes the two switches for existing customers and nothing else', async () => {
		await patch({});
		expect((await publish({ updateFeatures: 'yes' })).data).toEqual({
			updateFeatures: ['Must be a valid boolean.'],
		});
		expect((await publish({ migrate: true })).status).toBe(400);
		expect((await publish({ updateFeatures: true, updatePricing: false })).status).toBe(200);
	});

	it('answers 400 when the newest version is published already', async () => {
		const { status, data } = await publish({});
		expect([status, data]).toEqual([400, { detail: expect.stringContaining('already published') }]);
	});

	it('answers 400 without a price, and publishes once there is one', async () => {
		const { status, data } = await publish(undefined, unpriced);
		expect([status, data]).toEqual([
			400,
			{ nonFieldErrors: [expect.stringContaining('Add a price')] },
		]);
		bed.kelviq.plan('field-guide-2nd-edition').hasPrice = true;
		expect((await publish(undefined, unpriced)).status).toBe(200);
	});

	it('answers 428 while the billing provider does not know the account', async () => {
		await patch({});
		plan().billingConnected = false;
		const { status, data } = await publish();
		expect([status, data]).toEqual([428, { detail: expect.stringContaining('billing provider') }]);
		expect(versions().at(-1)).toEqual([2, false]);
	});
});

describe('DELETE /catalog/plans/{identifier}/discard/', () => {
	const discard = async (address = live) => await bed.http.delete(`${address}discard/`);

	it('deletes the draft with the files that only it has', async () => {
		const stored = await bed.storage.keys(bed.kelviq.bucket);
		await patch({ fileKeys: [await bed.upload('new.zip')] });
		const { status, data } = await discard();
		expect([status, data, versions()]).toEqual([204, '', [[1, true]]]);
		expect(await bed.storage.keys(bed.kelviq.bucket)).toEqual(stored);
	});

	it('answers 400 when the newest version is published', async () => {
		const { status, data } = await discard();
		expect([status, data]).toEqual([400, { detail: expect.stringContaining('already published') }]);
	});

	it('leaves nothing of a plan that was never published', async () => {
		expect((await discard(unpriced)).status).toBe(204);
		expect((await bed.http.get(unpriced)).status).toBe(404);
	});
});
