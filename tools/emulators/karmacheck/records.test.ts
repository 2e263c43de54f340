import type { KarmaCheckEmulator } from '..';
import { freshEmulators } from '../testSupport';
import { documentCalls, documentTypeId, pdf, record, refusal } from './testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let calls: ReturnType<typeof documentCalls>;

beforeEach(() => {
	({ karmaCheck } = emulators);
	calls = documentCalls(karmaCheck);
});

afterEach(() => {
	expect(karmaCheck.violations).toEqual([]);
});

describe('POST /document/secure/create', () => {
	it('makes records of stored files for a case, with ids in the order given', async () => {
		const [caseId = ''] = karmaCheck.caseIds;
		const [first, second] = [await calls.upload(), await calls.upload()];
		const extra = { title: 'Consent', description: 'Signed', fileFormat: 'pdf' };
		const { status, data } = await calls.create([record(second), record(first, extra)], caseId);
		expect(status).toBe(200);

		const ids = data.list.map((one: { secureDocumentId: string }) => one.secureDocumentId);
		const without = { title: null, description: null, fileFormat: null };
		expect(karmaCheck.records).toEqual([
			{ ...record(second, without), id: ids[0], caseId },
			{ ...record(first, extra), id: ids[1], caseId },
		]);
	});

	it('lists the new ids in another order when recordOrder says so', async () => {
		karmaCheck.recordOrder = 'reversed';
		const [first, second] = [await calls.upload(), await calls.upload()];
		const { data } = await calls.create([record(first), record(second)], karmaCheck.caseIds[0]);
		const ids = data.list.map((one: { secureDocumentId: string }) => one.secureDocumentId);
		expect(karmaCheck.records).toMatchObject([
			{ id: ids[1], fileKey: first },
			{ id: ids[0], fileKey: second },
		]);
	});

	it('makes records without a case', async () => {
		expect((await calls.create([record(await calls.upload())])).status).toBe(200);
		expect(karmaCheck.records).toMatchObject([{ caseId: null }]);
	});

	it('makes a second record when the call is repeated', async () => {
		const fileKey = await calls.upload();
		const once = await calls.create([record(fileKey)], karmaCheck.caseIds[0]);
		const again = await calls.create([record(fileKey)], karmaCheck.caseIds[0]);
		expect(again.data.list[0].secureDocumentId).not.toBe(once.data.list[0].secureDocumentId);
		expect(karmaCheck.records).toHaveLength(2);
	});

	it('answers 400 for a key it never gave out, and records nothing', async () => {
		const unknown = '00000000-0000-4000-8000-000000000000';
		const { status, data } = await calls.create([record(await calls.upload()), record(unknown)]);
		expect(status).toBe(400);
		expect(data.message).toEqual(['list.1.fileKey is not known']);
		expect(karmaCheck.records).toEqual([]);
	});

	it('answers 400 for a key whose file was never uploaded', async () => {
		const { fileKey } = (await calls.mint(pdf)).data.list[0];
		const { status, data } = await calls.create([record(fileKey)]);
		expect(status).toBe(400);
		expect(data.message).toEqual(['list.0.fileKey has no uploaded file']);
	});

	it.each([
		['of another group', () => karmaCheck.foreignCaseId],
		['that does not exist', () => 'no-such-case'],
	])('answers 403 naming the case for a case %s', async (_title, caseOf) => {
		const { status, data } = await calls.create([record(await calls.upload())], caseOf());
		const message = `You do not have access to documents for case ${caseOf()}`;
		expect(status).toBe(403);
		expect(data).toEqual(refusal(403, 'Forbidden', message));
		expect(karmaCheck.records).toEqual([]);
	});

	it.each([
		['a file format beyond pdf, jpg, jpeg and png', { fileFormat: 'docx' }, 'list.0.fileFormat'],
		['an unknown field', { mimeType: 'application/pdf' }, 'list.0.mimeType'],
		['a title that is not text', { title: 7 }, 'list.0.title'],
		['another document type', { documentTypeId: 'x' }, 'list.0.documentTypeId'],
	])('answers 400 naming the field for %s', async (_title, more, field) => {
		const { status, data } = await calls.create([record(await calls.upload(), more)]);
		expect(status).toBe(400);
		expect(data.message).toEqual([expect.stringContaining(field)]);
	});

	it('answers 413 for a call that is too large', async () => {
		const { status, data } = await calls.create([record('any', { title: 'x'.repeat(200_000) })]);
		expect([status, data.statusCode]).toEqual([413, 413]);
	});
});

describe('GET /document/secure/list/case/id/{caseId}', () => {
	it('lists the documents of the case alone, as a bare array', async () => {
		const [caseId, otherId] = karmaCheck.caseIds;
		const fileKey = await calls.upload();
		await calls.create([record(fileKey)], caseId);
		await calls.create([record(await calls.upload())], otherId);

		const { data } = await calls.list(caseId);
		expect(data).toEqual([
			{
				id: karmaCheck.records[0]?.id,
				documentTypeId,
				title: null,
				description: null,
				fileName: 'signed.pdf',
				fileKey,
				fileFormat: 'pdf',
				crUserId: expect.any(String),
				displayReport: 0,
			},
		]);
	});

	it("lists KarmaCheck's own documents too, which have no title", async () => {
		const caseId = karmaCheck.caseIds[1];
		const fileKey = await calls.upload();
		await calls.create([record(fileKey, { title: 'Consent' })], caseId);

		const ofSystem = (documentTypeId: string) => ({
			documentTypeId,
			title: null,
			description: null,
			fileKey: expect.stringMatching(/^escreen-/),
			fileFormat: 'pdf',
			crUserId: karmaCheck.systemUserId,
		});
		expect((await calls.list(caseId)).data).toEqual([
			expect.objectContaining(ofSystem('ohs-participant-passport')),
			expect.objectContaining(ofSystem('ohs-occupational-health')),
			expect.objectContaining({ title: 'Consent', fileKey, crUserId: karmaCheck.clientId }),
		]);
		expect(karmaCheck.records).toHaveLength(1);
	});

	it('answers 403 naming the case for a case of another group', async () => {
		const { foreignCaseId } = karmaCheck;
		const { status, data } = await calls.list(foreignCaseId);
		expect(status).toBe(403);
		expect(data.message).toBe(`You do not have access to documents for case ${foreignCaseId}`);
	});
});
