import { byId, startBed, type Bed } from '../../../support/bed';
import { fileNames, PUBLISHED } from '../catalogue';

const FILE = '/catalog/plans/{identifier}/file/{pk}/';
const DOWNLOAD = `GET ${FILE}download/`;

describe('the files of a plan', () => {
	let bed: Bed;

	beforeEach(async () => {
		bed = await startBed();
	});

	afterEach(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	const run = async (operation: string, fileId: string, parameters = {}) =>
		await bed.kelviqRun('planFile', operation, {
			parameters: { planIdentifier: byId(PUBLISHED), fileId, ...parameters },
		});
	const versions = () => bed.kelviq.plan(PUBLISHED).versions;
	const files = () => versions().at(-1)!.files;

	it('are changed in the draft, under the id they have there', async () => {
		const { id } = files()[0]!;
		const { items, hints, error } = await run('update', id, {
			updateFields: { name: 'Setup', ordering: 9, enabled: false },
		});

		expect(error).toBeUndefined();
		expect(hints).toEqual([expect.stringContaining('until you publish the plan')]);
		expect(items[0]?.json).toMatchObject({ name: 'Setup', ordering: 9, enabled: false });
		expect(items[0]?.json.id).toBe(files()[0]?.id);
		expect(items[0]?.json.id).not.toBe(id);
		expect(versions()[0]?.files[0]?.name).toBe('pro-suite-1.0.zip');
	});

	it('are all deleted by the ids of the published version, though the first call opens a draft', async () => {
		const ids = files().map(({ id }) => id);
		const { items, hints, error } = await bed.kelviqRun('planFile', 'delete', {
			items: ids.map((id) => ({ json: { id } })),
			parameters: { planIdentifier: byId(PUBLISHED), fileId: '={{ $json.id }}' },
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ deleted: true }, { deleted: true }]);
		expect(hints).toEqual([expect.stringContaining('until you publish the plan')]);
		expect(fileNames(bed, PUBLISHED)).toEqual([]);
		expect(versions()).toHaveLength(2);
	});

	it.each(['newest', 'published'] as const)(
		'are deleted once when the response was lost (%s is the default)',
		async (defaultVersion) => {
			bed.kelviq.defaultVersion = defaultVersion;
			bed.kelviq.script(`DELETE ${FILE}`, { destroy: true, after: true });
			const { items, error } = await run('delete', files()[0]!.id);

			expect(error).toBeUndefined();
			expect(items[0]?.json).toEqual({ deleted: true });
			expect(fileNames(bed, PUBLISHED)).toEqual(['release-notes.txt']);
			expect(bed.kelviq.callsTo(`DELETE ${FILE}`)).toHaveLength(1);
		},
	);

	it('are changed when the response was lost, although their id changed with it', async () => {
		bed.kelviq.script(`PATCH ${FILE}`, { status: 504, body: 'late', after: true });
		const updateFields = { name: 'Setup' };
		const { items, error } = await run('update', files()[0]!.id, { updateFields });

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ id: files()[0]?.id, name: 'Setup' });
		expect(fileNames(bed, PUBLISHED)).toEqual(['Setup', 'release-notes.txt']);
		expect(versions()).toHaveLength(2);
	});

	it.each(['update', 'delete'])('say when there is no such file to %s', async (operation) => {
		const fileId = '9b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12';
		const { error } = await run(operation, fileId, { updateFields: { name: 'x' } });

		expect(error?.message).toContain(
			`plan ${PUBLISHED} has no such file in version 1. Check the file ID, and that the plan's 'files' include it`,
		);
		expect(error?.httpCode).toBe('404');
		expect(error?.context).toMatchObject({ step: 'request' });
	});

	it('are downloaded, byte for byte, without the credential anywhere', async () => {
		const file = files()[1]!;
		const parameters = { binaryPropertyName: 'build' };
		const { items, error } = await run('download', file.id, parameters);

		expect(error).toBeUndefined();
		expect((await bed.engine.bytesOf(items[0], 'build')).toString()).toBe('First release.\n');
		expect(items[0]?.json).toMatchObject({
			id: file.id,
			name: 'release-notes.txt',
			file: file.file,
			enabled: true,
			mimeType: 'text/plain',
			fileSize: 15,
		});
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		const [call] = bed.kelviq.callsTo(DOWNLOAD);
		expect(call).toMatchObject({ status: 302 });
		expect(call?.headers).not.toHaveProperty('authorization');
		expect(bed.storage.requests.at(-1)?.headers).not.toHaveProperty('authorization');
	});

	it.each([
		['is a 404', { status: 404, body: { detail: 'Not found.' } }, 'returned 404 “Not found.”'],
		['is no redirect', { status: 200, body: 'bytes' }, 'returned 200'],
		[
			'leads to plain http',
			{ status: 302, headers: { location: 'http://a.example/f' } },
			'is not HTTPS',
		],
	])('are not downloaded when the response %s', async (_, reply, words) => {
		bed.kelviq.script(DOWNLOAD, reply);
		const { error } = await run('download', files()[0]!.id);

		expect(error?.message).toMatch(/^Kelviq did not issue a download URL for file /);
		expect(error?.message).toContain(words);
		expect(error?.context).toMatchObject({ step: 'request' });
	});

	it('are downloaded after Kelviq has been busy', async () => {
		const headers = { 'retry-after': '0' };
		bed.kelviq.script(DOWNLOAD, { status: 503, headers, body: 'busy' });
		const { error } = await run('download', files()[0]!.id);

		expect(error).toBeUndefined();
	});

	it("give the storage's reason when the URL has expired", async () => {
		bed.kelviq.downloadExpiresInSeconds = -10;
		const { error, saved } = await run('download', files()[0]!.id);

		expect(error?.message).toContain('the storage returned 403 AccessDenied');
		expect(saved).not.toMatch(/Signature=/);
	});
});
