import { setTimeout as pause } from 'node:timers/promises';

import { documentCalls, record } from '../karmacheck/testSupport';
import { freshEmulators } from '../testSupport';

/** Long enough for a busy machine to look before the work is done. */
const LATE_MS = 500;

const CREATE = 'POST /document/secure/create';

const emulators = freshEmulators();

async function createOne() {
	const { create, upload } = documentCalls(emulators.karmaCheck);
	const fileKey = await upload();
	return async () => await create([record(fileKey)], emulators.karmaCheck.caseIds[0]);
}

const recorded = () => emulators.karmaCheck.records.length;

async function untilRecorded(count = 1): Promise<void> {
	while (recorded() < count) await pause(5);
}

describe('late work', () => {
	it('is done so long after an answer of another kind', async () => {
		const create = await createOne();
		const body = { message: 'x', error: 'y', statusCode: 504 };
		emulators.karmaCheck.script(CREATE, { status: 504, body, lateMs: LATE_MS });

		const start = performance.now();
		const { status, data } = await create();
		expect([status, data, recorded()]).toEqual([504, body, 0]);
		await untilRecorded();
		expect(performance.now() - start).toBeGreaterThan(LATE_MS - 10);
		expect(emulators.karmaCheck.records[0]?.caseId).toBe(emulators.karmaCheck.caseIds[0]);
		expect(emulators.karmaCheck.callsTo(CREATE)).toMatchObject([{ status: 504 }]);
		expect(emulators.karmaCheck.violations).toEqual([]);
	});

	it('is done so long after a cut connection', async () => {
		const create = await createOne();
		emulators.karmaCheck.script(CREATE, { destroy: true, lateMs: LATE_MS });

		const start = performance.now();
		await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(recorded()).toBe(0);
		await untilRecorded();
		expect(performance.now() - start).toBeGreaterThan(LATE_MS - 10);
		expect(emulators.karmaCheck.callsTo(CREATE)).toMatchObject([{ status: 0 }]);
	});

	it('holds up no other call, and a second call does its own work', async () => {
		const create = await createOne();
		emulators.karmaCheck.script(CREATE, { status: 504, lateMs: LATE_MS });

		await create();
		expect((await create()).status).toBe(200);
		expect(recorded()).toBe(1);
		await untilRecorded(2);
	});

	it('that is refused leaves no trace', async () => {
		const { create } = documentCalls(emulators.karmaCheck);
		emulators.karmaCheck.script(CREATE, { status: 502, lateMs: 20 });

		expect((await create([record('unknown')])).status).toBe(502);
		await pause(80);
		expect([recorded(), emulators.karmaCheck.violations]).toEqual([0, []]);
	});

	it('is not done any more after a reset', async () => {
		const { create, upload } = documentCalls(emulators.karmaCheck);
		const fileKey = await upload();
		emulators.karmaCheck.script(CREATE, { status: 504, lateMs: LATE_MS });
		await create([record(fileKey)]);
		const { minted, token } = emulators.karmaCheck;
		await emulators.reset();
		// The same call would be good again.
		for (const [key, upload] of minted) emulators.karmaCheck.minted.set(key, upload);
		jest.spyOn(emulators.karmaCheck, 'isValidToken').mockImplementation((one) => one === token);
		jest.spyOn(emulators.storage, 'exists').mockResolvedValue(true);
		await pause(LATE_MS + 50);
		jest.restoreAllMocks();

		expect([recorded(), emulators.karmaCheck.violations]).toEqual([0, []]);
	});

	it('needs an answer that does not wait for it', () => {
		const { karmaCheck } = emulators;
		for (const more of [{}, { status: 504, after: true }, { patch: () => ({}) }]) {
			expect(() => karmaCheck.script(CREATE, { lateMs: 1, ...more })).toThrow('late work needs');
		}
	});
});
