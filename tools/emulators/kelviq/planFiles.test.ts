import { randomUUID } from 'node:crypto';

import { client } from '../client';
import { kelviqBed } from './testSupport';

const bed = kelviqBed();
const live = '/catalog/plans/pro-suite-desktop/';
const plan = () => bed.kelviq.plan('pro-suite-desktop');
const filesOf = (version: number) => plan().versions[version - 1]!.files;
const path = (id?: string) => `${live}file/${id}/`;
const names = (files: Array<{ name: string }>) => files.map(({ name }) => name);

describe('PATCH /catalog/plans/{identifier}/file/{pk}/', () => {
	it('changes the copy on a new draft of a published plan and answers that', async () => {
		const [published] = structuredClone(filesOf(1));
		const fields = { name: 'Pro Suite 1', ordering: 5, enabled: false };
		const { status, data } = await bed.http.patch(path(published?.id), fields);
		expect(status).toBe(200);
		expect(data).toMatchObject(fields);
		expect(data.id).not.toBe(published?.id);
		expect(data.downloadUrl).toContain(`/file/${data.id}/download/`);
		expect(filesOf(1)[0]).toEqual(published);
		expect(filesOf(2)[0]).toMatchObject({ id: data.id, ...fields, file: published?.file });
	});

	it('changes a file of a draft in place', async () => {
		const { files } = (await bed.http.patch(live, {})).data;
		const { data } = await bed.http.patch(path(files[0].id), { name: 'other' });
		expect([data.id, data.name, plan().versions.length]).toEqual([files[0].id, 'other', 2]);
	});

	it('answers 404 for files of any version but the newest', async () => {
		const [published] = filesOf(1);
		await bed.http.patch(live, {});
		expect((await bed.http.patch(path(published?.id), {})).status).toBe(404);
		expect((await bed.http.patch(path(randomUUID()), {})).status).toBe(404);
		expect((await bed.http.patch(path('release-notes.txt'), {})).status).toBe(404);
		expect((await bed.http.patch(path(filesOf(2)[0]?.id).replace('pro-', ''), {})).status).toBe(
			404,
		);
	});

	it('opens no draft for a request that it refuses', async () => {
		expect((await bed.http.patch(path(filesOf(1)[0]?.id), { file: 'x' })).status).toBe(400);
		expect((await bed.http.patch(path(randomUUID()), {})).status).toBe(404);
		expect(plan().versions).toHaveLength(1);
	});
});

describe('DELETE /catalog/plans/{identifier}/file/{pk}/', () => {
	it('removes the copy on a new draft of a published plan, whose buyers keep the file', async () => {
		const [zip] = filesOf(1);
		const { status, data } = await bed.http.delete(path(zip?.id));
		expect([status, data]).toEqual([204, '']);
		expect([names(filesOf(1)), names(filesOf(2))]).toEqual([
			['pro-suite-1.0.zip', 'release-notes.txt'],
			['release-notes.txt'],
		]);
		expect(await bed.storage.exists(bed.kelviq.bucket, bed.kelviq.storageKey(zip!.file))).toBe(
			true,
		);
	});

	it('removes a file of a draft permanently', async () => {
		const { files } = (await bed.http.patch(live, { fileKeys: [await bed.upload('new.zip')] }))
			.data;
		expect((await bed.http.delete(path(files[2].id))).status).toBe(204);
		expect((await bed.http.delete(path(files[2].id))).status).toBe(404);
		const key = bed.kelviq.storageKey(files[2].file);
		expect(await bed.storage.exists(bed.kelviq.bucket, key)).toBe(false);
	});
});

describe('GET /catalog/plans/{identifier}/file/{pk}/download/', () => {
	const download = async (id?: string, key?: string) =>
		await client(bed.kelviq.baseUrl, key).get(`${path(id)}download/`, { maxRedirects: 0 });
	const follow = async (location: unknown) => await client('').get(String(location));

	it('leads anybody to the bytes in the storage', async () => {
		const { status, headers, data } = await download(filesOf(1)[1]?.id);
		expect([status, data]).toEqual([302, '']);
		const stored = await follow(headers.location);
		expect([stored.status, stored.data]).toEqual([200, 'First release.\n']);
		expect(stored.headers['content-type']).toBe('text/plain');
	});

	it('records the key of a request that had one', async () => {
		await download(filesOf(1)[0]?.id);
		await download(filesOf(1)[0]?.id, 'wrong');
		const calls = bed.kelviq.callsTo('GET /catalog/plans/{identifier}/file/{pk}/download/');
		expect(calls.map(({ headers, status }) => [headers.authorization, status])).toEqual([
			[undefined, 302],
			['Bearer wrong', 302],
		]);
	});

	it('gives an address for a short time', async () => {
		bed.kelviq.downloadExpiresInSeconds = -1;
		const { headers } = await download(filesOf(1)[0]?.id);
		expect((await follow(headers.location)).status).toBe(403);
	});

	it('knows the files of a draft', async () => {
		const { files } = (await bed.http.patch(live, {})).data;
		expect((await bed.http.get(files[1].downloadUrl)).data).toBe('First release.\n');
	});

	it('answers 404 for a file that does not exist', async () => {
		const { status, data } = await download(randomUUID());
		expect([status, data]).toEqual([404, { detail: 'Not found.' }]);
	});
});
