import type { KarmaCheckEmulator } from '..';
import { freshEmulators } from '../testSupport';
import { caseCalls, documentCalls, record } from './testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let calls: ReturnType<typeof caseCalls>;

beforeEach(() => {
	({ karmaCheck } = emulators);
	calls = caseCalls(karmaCheck);
});

afterEach(() => {
	expect(karmaCheck.violations).toEqual([]);
});

const lastCase = () => karmaCheck.cases.at(-1);

/** Records a file without a case and returns the record's id. */
async function documentId(caseId?: string): Promise<string> {
	const documents = documentCalls(karmaCheck);
	const { data } = await documents.create([record(await documents.upload())], caseId);
	return data.list[0].secureDocumentId;
}

describe('the documents of a new case', () => {
	const field = 'candidateDisclosuresAndAuthorizationDocumentIds';

	it('are records without a case, and belong to it from then on', async () => {
		const ids = [await documentId(), await documentId()];
		const { data } = await calls.create({ [field]: ids });
		expect(karmaCheck.records.map(({ caseId }) => caseId)).toEqual([data.caseId, data.caseId]);
		const listed = (await documentCalls(karmaCheck).list(data.caseId)).data;
		expect(listed.map(({ id }: { id: string }) => id)).toEqual(ids);
	});

	it('may come in the order data', async () => {
		const id = await documentId();
		const metadata = { documentTypeId: 'unclassified', fileName: 'a.pdf', secureDocumentId: id };
		const { data } = await calls.create({
			orderData: [{ caseOrderDataTypeId: 'codt-idp', metadata }],
		});
		expect(karmaCheck.records).toMatchObject([{ id, caseId: data.caseId }]);
	});

	it('are refused with 400 when unknown or already on a case, and no case is made', async () => {
		const taken = await documentId(karmaCheck.caseIds[0]);
		const free = await documentId();
		const { status, data } = await calls.create({ [field]: ['no-such-document', free, taken] });
		const messages = [`${field}.0 is not known`, `${field}.2 belongs to a case`];
		expect([status, data.message]).toEqual([400, messages]);
		expect(karmaCheck.records.map(({ caseId }) => caseId)).toEqual([karmaCheck.caseIds[0], null]);
		expect(karmaCheck.casesCreated).toBe(0);
	});
});

describe('karmacheck-on-behalf-of', () => {
	const onBehalfOf = async (email: string, more = {}) =>
		await calls.create(more, { 'karmacheck-on-behalf-of': email });

	it('attributes the case to a user of that email address', async () => {
		const [user] = karmaCheck.users;
		expect((await onBehalfOf('Dana.Recruiter@example.com')).status).toBe(200);
		expect(lastCase()?.crUserId).toBe(user?.id);
	});

	it('is ignored when there is no such user', async () => {
		expect((await onBehalfOf('nobody@example.com')).status).toBe(200);
		expect(lastCase()?.crUserId).toBe(karmaCheck.clientId);
	});

	it('is refused with 403 for a user without access to the package or the company', async () => {
		const packageId = karmaCheck.packages[1]?.id;
		expect((await onBehalfOf('lee.assistant@example.com', { packageId })).status).toBe(403);
		expect((await onBehalfOf('stranger@example.org')).status).toBe(403);
		expect((await onBehalfOf('lee.assistant@example.com')).status).toBe(200);
		expect(karmaCheck.casesCreated).toBe(1);
	});

	it('is refused with 400 when it is no email address', async () => {
		const { status, data } = await onBehalfOf('dana');
		expect(status).toBe(400);
		expect(data.message).toEqual([expect.stringContaining('karmacheck-on-behalf-of')]);
	});
});
