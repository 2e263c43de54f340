import { byId, startBed, type Bed } from '../../../support/bed';

const REPORT_URL = 'GET /case/id/{caseId}/report/pdf/download/url';

describe('downloading the report of a case', () => {
	let bed: Bed;
	let caseId: string;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => await bed.close());

	beforeEach(async () => {
		await bed.reset();
		caseId = bed.karmaCheck.caseIds[1]!;
	});

	afterEach(() => {
		expect(bed.karmaCheck.violations).toEqual([]);
	});

	const run = async (parameters: object = {}, more: object = {}) =>
		await bed.karmaCheckRun('case', 'downloadReport', {
			parameters: { caseId: byId(caseId), binaryPropertyName: 'data', ...parameters },
			...more,
		});

	it.each(['bare', 'quoted', 'lineBreak'] as const)(
		'puts the PDF into the output field (the URL comes %s)',
		async (quirk) => {
			bed.karmaCheck.downloadUrlQuirk = quirk;
			const { items, error } = await run({ binaryPropertyName: 'report' });

			expect(error).toBeUndefined();
			const content = `%PDF-1.7 report-${caseId}`;
			expect(items[0]?.json).toEqual({
				caseId,
				fileName: `report-${caseId}.pdf`,
				mimeType: 'application/pdf',
				fileSize: content.length,
			});
			expect(String(await bed.engine.bytesOf(items[0], 'report'))).toBe(content);
			expect(items[0]?.binary?.report).toMatchObject({
				fileName: `report-${caseId}.pdf`,
				mimeType: 'application/pdf',
			});
			expect(items[0]?.pairedItem).toEqual({ item: 0 });
		},
	);

	it('takes the case by the email of its candidate', async () => {
		const value = bed.karmaCheck.cases[1]!.invitationEmail;
		const { items, error } = await run({ caseId: { __rl: true, mode: 'email', value } });

		expect(error).toBeUndefined();
		expect(items[0]?.json.caseId).toBe(caseId);
	});

	it('sends no credential to the storage', async () => {
		await run();

		const [request] = bed.storage.requests.filter(({ method }) => method === 'GET');
		expect(request?.headers).not.toHaveProperty('authorization');
	});

	it('uses each URL before it asks for the next', async () => {
		const { presignGet, requests } = bed.storage;
		const fetched: number[] = [];
		const gets = () => requests.filter(({ method }) => method === 'GET').length;
		jest.spyOn(bed.storage, 'presignGet').mockImplementation(async (get) => {
			fetched.push(gets());
			return await presignGet(get);
		});
		const { error } = await run({}, { items: [{}, {}, {}] });
		jest.restoreAllMocks();

		expect(error).toBeUndefined();
		expect(fetched).toEqual([0, 1, 2]);
	});

	it('asks for one more URL when the storage refuses one that has expired', async () => {
		const expired = await bed.storage.presignGet({
			bucket: bed.karmaCheck.bucket,
			key: bed.karmaCheck.reportKey(caseId),
			expiresInSeconds: -1,
		});
		bed.karmaCheck.script(REPORT_URL, { patch: () => expired });
		const { items, error } = await run();

		expect(error).toBeUndefined();
		expect(items[0]?.json.mimeType).toBe('application/pdf');
		expect(bed.karmaCheck.callsTo(REPORT_URL)).toHaveLength(2);
	});

	it('gives up when that has expired as well', async () => {
		bed.karmaCheck.reportUrlExpiresInSeconds = -1;
		const { error, saved } = await run();

		expect(error?.message).toContain('The file was not downloaded: the storage returned 403');
		expect(bed.karmaCheck.callsTo(REPORT_URL)).toHaveLength(2);
		expect(saved).not.toContain('Signature=');
	});

	it('says that the report is not ready yet, and what KarmaCheck says', async () => {
		caseId = bed.karmaCheck.caseIds[0]!;
		const { error } = await run();

		expect(error?.message).toBe(
			`The report of case ${caseId} is not ready yet: KarmaCheck returned 422 “The report is not ready.”. Run this item again when the case is complete. 'KarmaCheck Trigger' can start the workflow then`,
		);
		expect(error?.description).toContain('Step: request');
		expect(bed.karmaCheck.callsTo(REPORT_URL)).toHaveLength(1);
	});

	it('says whom to ask when the file is missing', async () => {
		bed.karmaCheck.lostReports.add(caseId);
		const { error } = await run();

		expect(error?.message).toBe(
			`KarmaCheck did not issue a URL for the report of case ${caseId}: KarmaCheck returned 404 “Report not found”. Check the case ID. If it is right, contact KarmaCheck support: the report's file is missing`,
		);
	});

	it('does not let an id change the path', async () => {
		const { error } = await run({ caseId: byId('..') });

		expect(error?.message).toContain('which is not an ID');
		expect(bed.karmaCheck.requests).toEqual([]);
	});

	it('goes on with the other items, each with its own report', async () => {
		const [pending, complete] = bed.karmaCheck.caseIds;
		const { items } = await run(
			{ caseId: '={{ $json.id }}' },
			{
				items: [pending, complete].map((id) => ({ json: { id } })),
				onError: 'continueRegularOutput',
			},
		);

		expect(items[0]?.json).toMatchObject({
			error: expect.stringContaining('is not ready yet'),
			details: { step: 'request' },
		});
		expect(items[1]?.json.caseId).toBe(complete);
	});
});
