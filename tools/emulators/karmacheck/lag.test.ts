import { setTimeout as pause } from 'node:timers/promises';

import { freshEmulators } from '../testSupport';
import { caseCalls, documentCalls, record } from './testSupport';

const emulators = freshEmulators();

const caseId = () => emulators.karmaCheck.caseIds[0];
async function listed(): Promise<string[]> {
	const { data } = await documentCalls(emulators.karmaCheck).list(caseId());
	return data.map(({ fileKey }: { fileKey: string }) => fileKey);
}
async function create(): Promise<string> {
	const calls = documentCalls(emulators.karmaCheck);
	const fileKey = await calls.upload();
	expect((await calls.create([record(fileKey)], caseId())).status).toBe(200);
	return fileKey;
}

describe('a lagging list', () => {
	it('shows a new document after so many reads, each document after its own', async () => {
		const known = await create();
		emulators.karmaCheck.listLagReads = 2;
		expect(await listed()).toEqual([]);
		expect(await listed()).toEqual([]);
		expect(await listed()).toEqual([known]);
		const second = await create();
		expect(await listed()).toEqual([known]);
		expect(await listed()).toEqual([known]);
		expect(await listed()).toEqual([known, second]);
	});

	it('shows a new document after so many milliseconds', async () => {
		emulators.karmaCheck.listLagMs = 500;
		const fileKey = await create();
		expect(await listed()).toEqual([]);
		await pause(510);
		expect(await listed()).toEqual([fileKey]);
	});

	it('shows a new case likewise, in both lists, and the older ones at once', async () => {
		const { create: order, get, list, listAll } = caseCalls(emulators.karmaCheck);
		const before = (await list()).data.cases.length;
		emulators.karmaCheck.listLagReads = 1;
		const { caseId: ordered } = (await order()).data;
		expect((await list()).data.cases).toHaveLength(before);
		expect((await list()).data.cases).toHaveLength(before + 1);
		const other = (await order({ email: 'another@example.com' })).data.caseId;
		const all = async () => (await listAll()).data.cases.map(({ id }: { id: string }) => id);
		expect(await all()).not.toContain(other);
		expect(await all()).toEqual(expect.arrayContaining([ordered, other]));
		expect((await get(other)).status).toBe(200);
	});

	it('lags no more after a reset', async () => {
		Object.assign(emulators.karmaCheck, { listLagMs: 3_600_000, listLagReads: 9 });
		await emulators.reset();
		const fileKey = await create();
		expect(await listed()).toEqual([fileKey]);
	});
});
