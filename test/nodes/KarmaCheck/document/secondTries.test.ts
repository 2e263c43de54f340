import { byId, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import { RETRIED } from '../../../support/retried';

const RECORD = 'POST /document/secure/create';
const LIST = 'GET /document/secure/list/case/id/{caseId}';

describe('a record whose answer was lost, when n8n runs the node again', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(30);
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await Promise.all([bed.karmaCheck.reset(), bed.storage.reset()]);
	});

	const noCase = { attachTo: 'none', caseId: byId('') };
	const upload = async (parameters = {}) =>
		await bed.uploadDocument({ parameters, nodeSettings: RETRIED });

	it('is not sent again without a case, where nobody can look it up', async () => {
		bed.karmaCheck.script(RECORD, { destroy: true, after: true });
		const { error } = await upload(noCase);

		expect(error?.message).toContain('Whether it was created cannot be checked.');
		expect(error?.context).toMatchObject({ fileKeys: [bed.karmaCheck.records[0]?.fileKey] });
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(bed.storage.requests).toHaveLength(1);
	});

	it('is found on its case in the second try where the first could not read it', async () => {
		bed.karmaCheck.script(RECORD, { destroy: true, after: true });
		bed.karmaCheck.script(LIST, { status: 403, body: { message: 'not now' } });
		const { items, error } = await upload();

		expect(error).toBeUndefined();
		expect(items[0]?.json.secureDocumentId).toBe(bed.karmaCheck.records[0]?.id);
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
		expect(bed.storage.requests).toHaveLength(1);
	});

	it('is found within one try where the case could not be read for a while', async () => {
		bed.karmaCheck.script(RECORD, { destroy: true, after: true });
		bed.karmaCheck.script(LIST, { status: 500, body: 'busy', times: 6 });
		const { error } = await bed.uploadDocument();

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});

	it('is not sent again either by "Create Record" without a case', async () => {
		const { items } = await bed.uploadDocument({ parameters: noCase });
		bed.karmaCheck.requests.length = 0;
		bed.karmaCheck.script(RECORD, { destroy: true });
		const { error } = await bed.karmaCheckRun('document', 'createRecord', {
			nodeSettings: RETRIED,
			parameters: {
				...noCase,
				fileKey: String(items[0]?.json.fileKey),
				fileName: 'disclosure.pdf',
			},
		});

		expect(error?.message).toContain('may create a duplicate');
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});
});
