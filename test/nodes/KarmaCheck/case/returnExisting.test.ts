import { byId, startBed, type Bed } from '../../../support/bed';

describe('Return Existing Case', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	const create = async (index: number, email = 'grace@example.com', additionalFields = {}) =>
		await bed.karmaCheckRun('case', 'create', {
			parameters: {
				packageId: byId(bed.karmaCheck.packages[index]!.id),
				email,
				givenName: 'Grace',
				familyName: 'Hopper',
				ifCaseExists: 'returnExisting',
				additionalFields,
			},
		});

	it('tells that the documents meant for the new case are not on the one that was there', async () => {
		const createWithDocument = async () => {
			const parameters = { attachTo: 'none', caseId: byId('') };
			const { items } = await bed.uploadDocument({ parameters });
			const documentIds = String(items[0]?.json.secureDocumentId);
			return await create(0, 'ada@example.com', { documentIds });
		};
		const first = await createWithDocument();
		const again = await createWithDocument();

		expect(first.hints).toEqual([]);
		expect(again.items[0]?.json).toMatchObject({ existing: true });
		expect(again.hints).toEqual([
			`The documents in 'Document IDs' were not put on case ${String(again.items[0]?.json.caseId)}, which was there already. Upload them to it with 'Document: Upload'`,
		]);
	});

	it('only returns a case of the same package, and names one of another', async () => {
		const first = await create(0);
		const { items, error } = await create(1);

		expect(items).toEqual([]);
		expect(error?.message).toContain('there is one already, but of another package: ');
		expect(error?.message).toContain(String(first.items[0]?.json.caseId));
		expect(error?.context).toMatchObject({ step: 'input' });
		const again = await create(0);
		expect(again.items[0]?.json).toEqual({ caseId: first.items[0]?.json.caseId, existing: true });
	});
});
