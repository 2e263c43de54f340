import { byId, startBed, type Bed } from '../../../support/bed';

describe('Return Existing Case', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	it('only returns a case of the same package, and names one of another', async () => {
		const create = async (index: number) =>
			await bed.karmaCheckRun('case', 'create', {
				parameters: {
					packageId: byId(bed.karmaCheck.packages[index]!.id),
					email: 'grace@example.com',
					givenName: 'Grace',
					familyName: 'Hopper',
					ifCaseExists: 'returnExisting',
				},
			});
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
