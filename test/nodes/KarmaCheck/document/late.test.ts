import { pdf, startBed, type Bed } from '../../../support/bed';
import { workLate } from '../../../support/late';
import { setPace } from '../../../support/pace';

const RECORD = 'POST /document/secure/create';
const LIST = 'GET /document/secure/list/case/id/{caseId}';
const MS = 40;

describe('records that KarmaCheck makes later than somebody waits', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(MS);
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.karmaCheck.reset();
	});

	const two = {
		items: [{ files: { a: pdf('a', 'a.pdf'), b: pdf('b', 'b.pdf') } }],
		parameters: { binaryPropertyName: 'a,b' },
	};
	const ids = () => bed.karmaCheck.records.map(({ id }) => id);

	it.each([0.2, 1, 3, 50])(
		'are found where 504 came at once and the work took %s s',
		async (seconds) => {
			const late = workLate(bed.karmaCheck, RECORD, {
				reply: { status: 504 },
				afterMs: seconds * MS,
			});
			const { items, error } = await bed.uploadDocument();
			await late;

			expect(error).toBeUndefined();
			expect(bed.karmaCheck.records).toHaveLength(1);
			expect(items[0]?.json.secureDocumentId).toBe(ids()[0]);
		},
	);

	it('are found where the work takes two seconds longer than the limit of the node', async () => {
		bed.karmaCheck.script(RECORD, { delayMs: 62 * MS });
		const { items, error } = await bed.uploadDocument();

		expect(error).toBeUndefined();
		expect(bed.karmaCheck.records).toHaveLength(1);
		expect(items[0]?.json.secureDocumentId).toBe(ids()[0]);
		expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
	});

	it.each([1, 2, 3])(
		'are two, by one call, where the list of the case lags by %d reads',
		async (reads) => {
			bed.karmaCheck.script(LIST, { patch: () => [], times: reads });
			const { items, error } = await bed.uploadDocument(two);

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.secureDocumentId)).toEqual(ids());
			expect(ids()).toHaveLength(2);
			expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
		},
	);

	it.each([403, 500])(
		'are done where the list answers %d after the call said so',
		async (status) => {
			bed.karmaCheck.script(LIST, { status, body: { message: 'no' }, times: Infinity });
			const { items, error } = await bed.uploadDocument(two);

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.secureDocumentId)).toEqual(ids());
			expect(ids()).toHaveLength(2);
			expect(bed.karmaCheck.callsTo(RECORD)).toHaveLength(1);
		},
	);
});
