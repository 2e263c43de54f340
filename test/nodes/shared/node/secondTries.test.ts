import { byId, pdf, pdfItem, startBed, type Bed } from '../../../support/bed';
import { RETRIED } from '../../../support/retried';
import { watchSecrets } from '../../../support/secrets';
import type { TestRun } from '../../../engine';

const RECORD = 'POST /document/secure/create';
const ONE_AT_A_TIME = { parameters: { options: { concurrency: 1 } } };

describe('a node that n8n runs again because it failed (Retry On Fail)', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await Promise.all([bed.karmaCheck.reset(), bed.storage.reset()]);
	});

	const [a, b, c] = ['a', 'b', 'c'].map((name) => pdfItem(name, `${name}.pdf`)) as [
		ReturnType<typeof pdfItem>,
		ReturnType<typeof pdfItem>,
		ReturnType<typeof pdfItem>,
	];
	const noFile = { json: {} };
	const upload = async (items: TestRun['items'], onError?: TestRun['onError'], more = {}) =>
		await bed.uploadDocument({ items, onError, nodeSettings: RETRIED, ...more });
	const recorded = () => bed.karmaCheck.records.map(({ originalFileName }) => originalFileName);
	const kept = ({ context }: { context: object }) => JSON.stringify(context);

	it('records two good documents once though a third item fails each time', async () => {
		const { error } = await upload([a, b, noFile]);

		expect(error?.message).toContain("no file was found in 'data'");
		expect(error?.description).toContain('2 other items in this run (1, 2)');
		expect(recorded().sort()).toEqual(['a.pdf', 'b.pdf']);
		expect(bed.storage.requests).toHaveLength(2);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'records them once, too, when the first item fails and the node goes on with %s',
		async (onError) => {
			const { items, errorItems } = await upload([noFile, a, b], onError);

			expect(recorded().sort()).toEqual(['a.pdf', 'b.pdf']);
			expect(bed.storage.requests).toHaveLength(2);
			const names = [...items, ...errorItems].flatMap(({ json }) => json.fileName ?? []);
			expect(names).toEqual(['a.pdf', 'b.pdf']);
		},
	);

	it('gives the outputs of what was finished in the first try, and does the rest', async () => {
		bed.karmaCheck.script(RECORD, { status: 400, body: { message: ['not now'] } });
		const { items, error } = await upload([a, b, c], undefined, ONE_AT_A_TIME);

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.fileName)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		const ids = items.map(({ json }) => json.secureDocumentId);
		expect(ids).toEqual(bed.karmaCheck.records.map(({ id }) => id));
		expect(bed.storage.requests).toHaveLength(3);
	});

	it('stores a file once of which only the record failed', async () => {
		bed.karmaCheck.script(RECORD, { status: 400, body: { message: ['not now'] }, times: 2 });
		const { items, error } = await upload([a]);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(bed.storage.requests).toHaveLength(1);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(3);
	});

	it('keeps nothing of the run once it has succeeded', async () => {
		bed.karmaCheck.script(RECORD, { status: 400, body: { message: ['not now'] } });
		const result = await upload([a, b]);

		expect(result.error).toBeUndefined();
		expect(result.context).toEqual({ 'node:Subject': {} });
	});

	it('keeps nothing of it either once the node has gone on for the last time', async () => {
		const result = await upload([noFile, a], 'continueRegularOutput');

		expect(result.context).toEqual({ 'node:Subject': {} });
	});

	it('keeps it for the third try, too, where the tries are 0, which n8n takes for 3', async () => {
		const nodeSettings = { ...RETRIED, maxTries: 0 };
		await upload([noFile, a], 'continueRegularOutput', { nodeSettings });

		expect(recorded()).toEqual(['a.pdf']);
	});

	it('keeps what it has done of a run that failed, and nothing secret', async () => {
		const secrets = watchSecrets(bed);
		const result = await upload([a, noFile]);

		expect(kept(result)).toContain(bed.karmaCheck.records[0]!.id);
		for (const secret of secrets()) expect(kept(result)).not.toContain(secret);
		expect(kept(result)).not.toMatch(/signed|Signature|eyJ/);
	});

	it('goes on, when a failed execution is retried, where it failed', async () => {
		bed.karmaCheck.script(RECORD, { status: 400, body: { message: ['not now'] }, times: 3 });
		const first = await upload([a, b], undefined, ONE_AT_A_TIME);
		expect(first.error).toBeDefined();
		const { items, error } = await upload([], undefined, { retryOf: first.execution });

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.fileName)).toEqual(['a.pdf', 'b.pdf']);
		expect(recorded()).toEqual(['a.pdf', 'b.pdf']);
		expect(bed.storage.requests).toHaveLength(2);
	});

	it('does an item again, when a failed execution is retried, whose parameters have changed', async () => {
		const first = await upload([a, noFile], undefined, ONE_AT_A_TIME);
		const parameters = { caseId: byId(bed.karmaCheck.caseIds[1]!) };
		await upload([], undefined, { retryOf: first.execution, parameters });

		const cases = bed.karmaCheck.records.map(({ caseId }) => caseId);
		expect(cases).toEqual(bed.karmaCheck.caseIds.slice(0, 2));
	});

	it("does not do it again where only another item's parameters have changed", async () => {
		const parameters = {
			...ONE_AT_A_TIME.parameters,
			binaryPropertyName: '={{ $itemIndex ? "missing" : "data" }}',
		};
		const first = await upload([a, b], undefined, { parameters });
		const { items, error } = await upload([], undefined, { retryOf: first.execution });

		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(recorded()).toEqual(['a.pdf', 'b.pdf']);
	});

	it('does not take one run of a loop for another', async () => {
		bed.karmaCheck.script(RECORD, { status: 400, body: { message: ['not now'] } });
		const more = [{ files: { data: pdf('d', 'd.pdf') } }, c];
		const { error } = await upload([a, b], undefined, { more });

		expect(error).toBeUndefined();
		expect(recorded().sort()).toEqual(['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf']);
	});
});
