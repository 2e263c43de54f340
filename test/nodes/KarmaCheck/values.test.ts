import type { INodeParameters } from 'n8n-workflow';
import { byId, pdfItem, startBed, type Bed } from '../../support/bed';

const CREATE = 'POST /case/create';

describe('what expressions give to the KarmaCheck node', () => {
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

	const create = async (parameters: INodeParameters) =>
		await bed.karmaCheckRun('case', 'create', {
			parameters: {
				packageId: byId(bed.karmaCheck.packages[0]!.id),
				email: 'ada@example.com',
				givenName: 'Ada',
				familyName: 'Lovelace',
				...parameters,
			},
		});
	const ordered = () => bed.karmaCheck.callsTo(CREATE)[0]?.body;
	const nothingSent = () => [...bed.karmaCheck.requests, ...bed.storage.requests];

	it.each([
		['={{ "1,4" }}', 5],
		['={{ "Invitation" }}', 1],
		['={{ ["Invitation"] }}', 1],
		['={{ ["candidate updates", 4] }}', 6],
		['={{ 5 }}', 5],
		['={{ "[1, 2]" }}', 3],
		['={{ [] }}', undefined],
	])('are disabled mails, as the form gives them: %s as %s', async (disableOptions, mask) => {
		const { error } = await create({ additionalFields: { disableOptions } });

		expect(error).toBeUndefined();
		expect((ordered() as { disableOptions?: number }).disableOptions).toBe(mask);
	});

	it('are texts, also where they are numbers or booleans', async () => {
		const { error } = await create({
			givenName: '={{ 7 }}',
			familyName: '={{ true }}',
			additionalFields: { apiTrackingCode: '={{ 4711 }}', autoProcess: '={{ "false" }}' },
		});

		expect(error).toBeUndefined();
		expect(ordered()).toMatchObject({
			givenName: '7',
			familyName: 'true',
			apiTrackingCode: '4711',
			autoProcess: false,
		});
		await bed.uploadDocument({ parameters: { options: { title: '={{ 2024 }}' } } });
		expect(bed.karmaCheck.records[0]?.title).toBe('2024');
	});

	const notUsable: Array<[string, INodeParameters]> = [
		['Email', { email: '={{ ({ address: "ada@example.com" }) }}' }],
		['Given Name', { givenName: '={{ ["Ada"] }}' }],
		['Package', { packageId: byId('={{ ({ id: 1 }) }}') }],
		['If Case Exists', { ifCaseExists: '={{ "return" }}' }],
		['Disable Options', { additionalFields: { disableOptions: '={{ "Everything" }}' } }],
		['Disable Options', { additionalFields: { disableOptions: '={{ 9 }}' } }],
		['Document IDs', { additionalFields: { documentIds: '={{ [{ id: 1 }] }}' } }],
		['Order Override', { additionalFields: { orderOverride: '={{ "both" }}' } }],
		['Auto Process', { additionalFields: { autoProcess: '={{ "yes" }}' } }],
		['On Behalf Of', { additionalFields: { onBehalfOf: '王@example.com' } }],
		['On Behalf Of', { additionalFields: { onBehalfOf: 'josé@example.com' } }],
	];

	it.each(notUsable)(
		'are refused before an order where %s cannot be that: %j',
		async (field, parameters) => {
			const { error } = await create(parameters);

			expect(error?.message).toMatch(new RegExp(`^Nothing was sent: '${field}' (is|has) `));
			expect(error?.context).toMatchObject({ step: 'input' });
			expect(nothingSent()).toEqual([]);
		},
	);

	it.each([
		['Case', { caseId: byId('={{ ({ id: 1 }) }}') }],
		['Attach To', { attachTo: '={{ "nothing" }}' }],
		['Title', { options: { title: '={{ ({}) }}' } }],
		['Existing Documents', { options: { existingDocuments: '={{ "skip" }}' } }],
	])('are refused before a file is stored where %s cannot be that', async (field, parameters) => {
		const { error } = await bed.uploadDocument({ items: [pdfItem()], parameters });

		expect(error?.message).toContain(`Nothing was sent: '${field}' is `);
		expect(nothingSent()).toEqual([]);
	});

	it('are lists as text, as JSON, or as lists', async () => {
		const ids = [];
		for (const name of ['a', 'b']) {
			const { items } = await bed.uploadDocument({
				items: [pdfItem(name, `${name}.pdf`)],
				parameters: { attachTo: 'none', caseId: byId('') },
			});
			ids.push(String(items[0]?.json.secureDocumentId));
		}
		const documentIds = `={{ ${JSON.stringify(JSON.stringify(ids))} }}`;
		const { error } = await create({ additionalFields: { documentIds } });

		expect(error).toBeUndefined();
		expect(ordered()).toMatchObject({ candidateDisclosuresAndAuthorizationDocumentIds: ids });
	});

	it('turn a case into its simple form, or not, as text too', async () => {
		const caseId = byId(bed.karmaCheck.caseIds[0]!);
		const get = async (simplify: string) =>
			await bed.karmaCheckRun('case', 'get', { parameters: { caseId, simplify } });
		const raw = await get('={{ "false" }}');
		const simple = await get('={{ "true" }}');

		expect(raw.items[0]?.json).toHaveProperty('companyName');
		expect(simple.items[0]?.json).not.toHaveProperty('companyName');
	});

	it('are a limit that is a number, or refused', async () => {
		const list = async (limit: string) =>
			await bed.karmaCheckRun('case', 'getAll', { parameters: { returnAll: false, limit } });

		expect((await list('={{ "2" }}')).items).toHaveLength(2);
		expect((await list('={{ "all" }}')).error?.message).toContain("'Limit' is 'all', not a number");
	});
});
