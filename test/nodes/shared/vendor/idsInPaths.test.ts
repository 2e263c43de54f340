import * as karmaCheck from '../../../../nodes/KarmaCheck/operations';
import * as kelviq from '../../../../nodes/Kelviq/operations';
import type { Operation } from '../../../../nodes/shared/node/operation';
import { byId, pdf, startBed, type Bed } from '../../../support/bed';
import { PUBLISHED } from '../../Kelviq/catalogue';

const ID = '9b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12';
const NO_IDS = [
	'..',
	' .. ',
	'={{ ".." }}',
	'.',
	'a/b',
	'../b',
	'a%2e',
	'%2e%2e',
	'a\\b',
	'a?b',
	'a#b',
	'={{ "" }}',
];

/** The fields whose values go into a path. */
const IN_PATHS = ['caseId', 'documentId', 'fileId', 'imageId', 'planIdentifier', 'productId'];

/** The fields of that kind whose values go into a body, a query or nowhere. */
const ELSEWHERE = ['document documentTypeId', 'case packageId'];

const vendors = [
	{ vendor: 'karmaCheck' as const, operations: Object.values(karmaCheck) as Operation[] },
	{ vendor: 'kelviq' as const, operations: Object.values(kelviq) as Operation[] },
];

describe.each(vendors)('an id that would be a path, in $vendor', ({ vendor, operations }) => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(() => {
		for (const { requests } of [bed[vendor], bed.storage]) requests.length = 0;
	});

	/** Values with which the operation would do its work. */
	const parameters = () => ({
		attachTo: 'case',
		caseId: byId(bed.karmaCheck.caseIds[0]!),
		documentId: ID,
		fileId: ID,
		fileKey: ID,
		fileName: 'a.pdf',
		imageId: ID,
		name: 'New',
		planIdentifier: byId(PUBLISHED),
		productId: byId(bed.kelviq.products[0]!.id),
		updateFields: { name: 'New' },
	});

	const table = operations.flatMap(({ resource, option, fields }) =>
		fields
			.filter(({ name }) => IN_PATHS.includes(name))
			// Kelviq gets the product of a new plan in the body.
			.filter(({ name }) => !(option.value === 'create' && name === 'productId'))
			.map((field) => [resource, option.value, field] as const),
	);

	it.each(table)(
		'is refused as input by %s / %s, before any call',
		async (resource, operation, field) => {
			const run = vendor === 'kelviq' ? bed.kelviqRun : bed.karmaCheckRun;
			for (const id of NO_IDS) {
				const value = field.type === 'resourceLocator' ? byId(id) : id;
				const { error, items } = await run(resource, operation, {
					items: [{ files: { data: pdf() } }],
					parameters: { ...parameters(), [field.name]: value },
				});

				expect(items).toEqual([]);
				expect(error?.message).toMatch(/^Nothing was sent: '.+' is /);
				expect(error?.context).toMatchObject({ step: 'input' });
			}
			expect([...bed[vendor].requests, ...bed.storage.requests]).toEqual([]);
		},
	);

	it('is looked for in every field for an id, unless that is known to go elsewhere', () => {
		const unknown = operations.flatMap(({ resource, fields }) =>
			fields
				.filter(({ name }) => /(Id|Identifier)$/.test(name) && !IN_PATHS.includes(name))
				.map(({ name }) => `${resource} ${name}`),
		);
		expect(unknown.filter((name) => !ELSEWHERE.includes(name))).toEqual([]);
	});
});
