import type { KarmaCheckEmulator } from '..';
import { freshEmulators } from '../testSupport';
import { caseCalls, processable, refusal } from './testSupport';

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

describe('POST /case/create', () => {
	it('invites the candidate to a case that waits for authorization', async () => {
		const tracking = { apiTrackingCode: 'ats-1', apiTrackingUser: 'me@example.com' };
		const { status, data } = await calls.create({ disableOptions: 7, ...tracking });
		expect([status, karmaCheck.casesCreated]).toEqual([200, 1]);
		expect(Object.keys(data).sort()).toEqual(['caseId', 'caseInvitationId']);

		const [first] = (await calls.list()).data.cases;
		expect(first).toEqual(lastCase());
		expect(first).toMatchObject({
			id: data.caseId,
			caseInvitationId: data.caseInvitationId,
			crUserId: karmaCheck.clientId,
			packageName: 'Basic Check',
			caseStatus: 'Pending',
			secondaryStatus: 'Waiting for Authorization',
			invitationEmail: 'mia.lopez@example.com',
			invitationStatusName: 'pending',
			isCustomerProvidedPii: 0,
			...tracking,
		});
		expect(first).not.toHaveProperty('candidateId');
	});

	it('starts the processing at once when autoProcess is true and all data is there', async () => {
		expect((await calls.create(processable)).status).toBe(200);
		expect(lastCase()).toMatchObject({
			candidateGivenName: 'Mia',
			isCustomerProvidedPii: 1,
			beginProcessingStamp: lastCase()?.crStamp,
		});
		expect(lastCase()).not.toHaveProperty('secondaryStatus');
	});

	it('takes every documented field', async () => {
		const { status, data } = await calls.create({
			...processable,
			middleName: "O'Neil-Smith",
			phone: '+18005550184',
			caseTypeId: 'cde61186-4f22-45f4-9e19-429061365bce',
			excludeServices: ['service-type-idv'],
			orderOverride: null,
			candidateDisclosuresAndAuthorizationDocumentIds: [],
			orderConfig: {
				aliasNameConfiguration: 'alias-all+hits-only',
				serviceConfigs: {
					'9ac65633-b4c4-4062-875c-3556db9d2a08': { verificationMethod: 'psv-first' },
				},
				contacts: [{ type: 'default', email: 'contact@example.com', phone: '800-555-0170' }],
			},
		});
		expect([status, data.message]).toEqual([200, undefined]);
	});

	it.each([
		['a missing email', { email: undefined }, 'email should not be empty'],
		['an invalid email', { email: 'mia' }, 'email'],
		['a space in a name', { familyName: 'van Dyk' }, 'familyName'],
		['a digit sign in a name', { givenName: 'M#a' }, 'givenName'],
		['a phone number without its country', { phone: '800-555-0184' }, 'phone'],
		['mail options beyond 7', { disableOptions: 8 }, 'disableOptions'],
		['another case type', { caseTypeId: 'x' }, 'caseTypeId'],
		['another override', { orderOverride: 'skip' }, 'orderOverride'],
		['an unknown field', { secureDocumentIds: [] }, 'property secureDocumentIds should not exist'],
		['document ids in one text', { candidateDisclosuresAndAuthorizationDocumentIds: 'a,b' }, 'Ids'],
		['order data as text', { orderData: '[]' }, 'orderData'],
		['an unknown configuration', { orderConfig: { foo: 1 } }, 'orderConfig.foo'],
		['no case to replace', { orderOverride: 'replace' }, 'replaceCaseId'],
	])('answers 400 naming the field for %s', async (_title, more, text) => {
		const { status, data } = await calls.create(more);
		expect(status).toBe(400);
		expect(data).toEqual(refusal(400, 'Bad Request', [expect.stringContaining(text)]));
		expect(karmaCheck.casesCreated).toBe(0);
	});

	it.each([
		['a number of the wrong form', 'codt-govt-id', { govtId: '111223333' }, '0.metadata.govtId'],
		['a date of the wrong form', 'codt-dob', { dob: '22.02.1980' }, '0.metadata.dob'],
		['a field of another type', 'codt-dob', { dob: '1980-02-22', a: 1 }, '0.metadata.a should not'],
		['an unknown type', 'codt-x', {}, 'orderData.0'],
		['a type that needs a service', 'codt-jurisdiction-state', { state: 'NY' }, '0.serviceId'],
	])('answers 400 naming the order data with %s', async (_title, type, metadata, text) => {
		const orderData = [{ caseOrderDataTypeId: type, metadata }];
		const { status, data } = await calls.create({ orderData });
		expect([status, data.message]).toEqual([400, [expect.stringContaining(text)]]);
	});

	it('answers 400 with all that is missing for processing at once', async () => {
		const { healthPackageId: packageId } = karmaCheck;
		const { status, data } = await calls.create({ autoProcess: true, packageId });
		expect([status, data.message]).toEqual([
			400,
			[
				'candidateConsentProvided must be true when autoProcess is true',
				'orderData should not be empty when autoProcess is true',
				'phone should not be empty when autoProcess is true and the package has OHS services',
			],
		]);
	});

	it('answers 400 naming the order data that is missing for processing at once', async () => {
		const orderData = processable.orderData.slice(0, 2);
		const { status, data } = await calls.create({ ...processable, orderData });
		const missing =
			'orderData must contain codt-current-candidate-address when autoProcess is true';
		expect([status, data.message]).toEqual([400, [missing]]);
	});

	it('answers 403 for a package that the group does not have', async () => {
		const { status, data } = await calls.create({ packageId: 'no-such-package' });
		expect(status).toBe(403);
		expect(data.message).toBe('You do not have access to package no-such-package');
	});
});
