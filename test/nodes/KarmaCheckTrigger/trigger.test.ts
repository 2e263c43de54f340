import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../engine';
import { deliver, type Draft, goodDelivery, signAgain } from '../shared/webhook/senders';
import { KARMACHECK } from './sender';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.start();
});

afterAll(() => engine.stop());

afterEach(() => jest.restoreAllMocks());

const carrying = (event: object, draft = goodDelivery(KARMACHECK)): Draft =>
	signAgain(KARMACHECK, { ...draft, rawBody: Buffer.from(JSON.stringify(event)) });

const statusChange = (caseStatus: string, event = 'case.statuschange') => ({
	event,
	eventObject: { id: 'c1', caseStatus },
});

it('takes the published sample of a signature', async () => {
	jest.spyOn(Date, 'now').mockReturnValue(1614265330_000);
	const draft = {
		...goodDelivery(KARMACHECK),
		credentials: { signingSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
		headers: {
			'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
			'webhook-timestamp': '1614265330',
			'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
		},
		rawBody: Buffer.from('{"test": 2432232314}'),
	};
	// It is no event, so it starts nothing.
	expect(await deliver(engine, KARMACHECK, draft)).toMatchObject({ status: 200, returned: {} });
	const changed = { ...draft, rawBody: Buffer.from('{"test": 2432232315}') };
	expect(await deliver(engine, KARMACHECK, changed)).toMatchObject({ status: 401 });
});

it('takes the header names of Svix as well', async () => {
	const draft = goodDelivery(KARMACHECK);
	const headers = Object.fromEntries(
		Object.entries(draft.headers).map(([name, value]) => [
			name.replace('webhook-', 'svix-'),
			value,
		]),
	);
	const { items } = await deliver(engine, KARMACHECK, { ...draft, headers });
	expect(items[0]?.json.webhookId).toBe(draft.headers['webhook-id']);
});

it('starts on the chosen events only', async () => {
	const started = async (event: string) => {
		const draft = carrying(statusChange('Complete', event));
		const chosen = { events: ['case.statuschange'] };
		return (await deliver(engine, KARMACHECK, draft, chosen)).items.length;
	};
	expect(await started('case.statuschange')).toBe(1);
	expect(await started('casedata.statuschange')).toBe(0);
	expect(await started('case.somethingnew')).toBe(0);
});

describe('Case Statuses', () => {
	const started = async (event: object, caseStatuses: string[] | string) => {
		const options = { options: { caseStatuses } };
		const { status, items } = await deliver(engine, KARMACHECK, carrying(event), options);
		expect(status).toBe(200);
		return items.length === 1;
	};

	it('chooses among the events of cases', async () => {
		expect(await started(statusChange('Complete'), ['Complete', 'Adjudicated'])).toBe(true);
		expect(await started(statusChange('Pending'), ['Complete', 'Adjudicated'])).toBe(false);
		expect(await started(statusChange('Pending'), [])).toBe(true);
	});

	it.each(['={{ "Complete" }}', '={{ "Complete, Adjudicated" }}', '={{ ["Complete"] }}'])(
		'chooses where it is given as %s',
		async (caseStatuses) => {
			expect(await started(statusChange('Complete'), caseStatuses)).toBe(true);
			expect(await started(statusChange('Pending'), caseStatuses)).toBe(false);
		},
	);

	it.each(['={{ ({ a: 1 }) }}', '={{ "[broken" }}'])(
		'loses no event where it is %s, which is no list',
		async (caseStatuses) => {
			expect(await started(statusChange('Pending'), caseStatuses)).toBe(true);
		},
	);

	it('does not concern the services of a case', async () => {
		const service = statusChange('Pending', 'casedata.statuschange');
		expect(await started(service, ['Complete'])).toBe(true);
	});

	it.each([null, undefined, 'text', {}])(
		'does not stumble over an event about %j',
		async (about) => {
			expect(await started({ event: 'case.statuschange', eventObject: about }, ['Complete'])).toBe(
				false,
			);
		},
	);
});

describe('username and password of an endpoint', () => {
	const access = { username: 'hook', password: 'open sesame' };
	const draft = () => goodDelivery(KARMACHECK, access);
	const unsigned = (credentials: object) => {
		const { headers, ...rest } = draft();
		const others = { ...headers };
		delete others['webhook-signature'];
		return { ...rest, headers: others, credentials: { signingSecret: '', ...credentials } };
	};

	it('are in no output', async () => {
		const { items } = await deliver(engine, KARMACHECK, draft());
		expect(JSON.stringify(items)).not.toContain(access.password);
		expect(Object.keys(items[0]!.json)).not.toContain('username');
	});

	it('are checked beside the signature where they are set', async () => {
		const { signingSecret } = draft().credentials;
		const status = async (more: IDataObject) => {
			const one = draft();
			const credentials = { signingSecret: one.endpoint.secret, ...more } as Draft['credentials'];
			return (await deliver(engine, KARMACHECK, { ...one, credentials })).status;
		};
		expect(signingSecret).toMatch(/^whsec_/);
		expect(await status(access)).toBe(200);
		expect(await status({ username: 'hook' })).toBe(200);
		expect(await status({ ...access, password: 'open sesam' })).toBe(401);
		expect(await status({ ...access, username: 'Hook' })).toBe(401);
	});

	it('verify alone where there is no signing secret', async () => {
		const status = async (credentials: object) =>
			(await deliver(engine, KARMACHECK, unsigned(credentials))).status;
		expect(await status(access)).toBe(200);
		expect(await status({ ...access, password: 'wrong' })).toBe(401);
		expect(await status({ username: 'hook' })).toBe(401);
		expect(await status({})).toBe(401);
	});

	it('do not make up for a wrong signature', async () => {
		const one = unsigned({});
		const credentials = { signingSecret: one.endpoint.secret, ...access };
		expect((await deliver(engine, KARMACHECK, { ...one, credentials })).status).toBe(401);
	});

	it.each([null, 5, ['open sesame']])('are texts: %j is no password', async (password) => {
		const rawBody = Buffer.from(JSON.stringify({ event: 'case.statuschange', password }));
		const one = { ...unsigned({ password: String(password) }), rawBody };
		expect((await deliver(engine, KARMACHECK, one)).status).toBe(401);
	});

	it('leave the id of the message where no header has one', async () => {
		const one = unsigned(access);
		const headers = {};
		const { items } = await deliver(engine, KARMACHECK, { ...one, headers });
		expect(items[0]?.json.webhookId).toBe((one.body as IDataObject).messageId);
	});

	it('pass the test of the credential without a signing secret', async () => {
		const { status } = await engine.testCredential('karmaCheckTrigger', 'karmaCheckWebhookApi', {
			signingSecret: '',
			...access,
		});
		expect(status).toBe('OK');
	});
});
