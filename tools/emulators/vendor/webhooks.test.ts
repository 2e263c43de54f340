import { buffer } from 'node:stream/consumers';
import type { IncomingHttpHeaders } from 'node:http';

import type { KarmaCheckEmulator, KelviqEmulator } from '..';
import { listen, type Listening } from '../http';
import { caseEvent, serviceEvent, webhookRules as karmaCheckRules } from '../karmacheck/webhooks';
import { orderEvent, webhookRules as kelviqRules } from '../kelviq/webhooks';
import { freshEmulators } from '../testSupport';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;
let kelviq: KelviqEmulator;
let receiver: Listening;
let received: Array<{ headers: IncomingHttpHeaders; body: string }>;
/** What the receiver answers. */
let answer: { status: number; location?: string };

beforeAll(async () => {
	receiver = await listen((request, response) => {
		void buffer(request).then((body) => {
			received.push({ headers: request.headers, body: String(body) });
			const headers = answer.location ? { Location: answer.location } : {};
			response.writeHead(answer.status, headers).end('thanks');
		});
	});
});

afterAll(() => receiver.close());

beforeEach(() => {
	({ karmaCheck, kelviq } = emulators);
	received = [];
	answer = { status: 200 };
});

describe('the signature', () => {
	it("of KarmaCheck is Svix's", () => {
		const content = 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}';
		expect(karmaCheckRules.sign('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', content)).toBe(
			'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
		);
	});

	it('of Kelviq is what its SDK accepts', () => {
		const id = '3a7f1c2d-8e4b-4a9f-b123-0e5d6c7a8b9e';
		const body = `{"id":"${id}","type":"invoice.paid","created_at":"2024-06-01T12:00:00Z","data":{"object":{}}}`;
		expect(kelviqRules.sign('kq_whsec_test_secret_do_not_use', `${id}.1717243200.${body}`)).toBe(
			'v1,2be212cfb71ea1ed75b6a7160f5ad22bd87ced514d9462e32f200ee00f5ff412',
		);
	});
});

describe('a delivery', () => {
	it('of KarmaCheck has the envelope, with what its endpoint was registered with', async () => {
		const access = { username: 'hook', password: 'open sesame' };
		const { secret } = karmaCheck.webhooks.register({ url: receiver.origin, ...access });
		const [attempt] = await karmaCheck.changeStatus(karmaCheck.caseIds[0]!, 'Complete');

		expect(attempt).toMatchObject({ status: 200, isDelivered: true, response: 'thanks' });
		expect(secret).toMatch(/^whsec_[\w+/]{32}$/);
		const { headers, body } = received[0]!;
		expect(headers['webhook-id']).toMatch(/^msg_\w{27}$/);
		expect(headers['webhook-timestamp']).toMatch(/^\d{10}$/);
		expect(headers['webhook-signature']).toBe(
			karmaCheckRules.sign(
				secret,
				`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`,
			),
		);
		const [one] = karmaCheck.cases;
		expect(one?.caseStatus).toBe('Complete');
		expect(JSON.parse(body)).toEqual({
			messageId: expect.any(String),
			event: 'case.statuschange',
			apiTrackingCode: null,
			apiTrackingUser: null,
			...access,
			eventObject: caseEvent(one!).about,
		});
	});

	it('of Kelviq has the id of its header', async () => {
		const { secret } = kelviq.webhooks.register({ url: receiver.origin });
		await kelviq.webhooks.emit(orderEvent('pro', 'mia@example.com'));

		expect(secret).toMatch(/^kq_whsec_[\w-]{32}$/);
		const { headers, body } = received[0]!;
		expect(JSON.parse(body)).toMatchObject({
			id: headers['webhook-id'],
			type: 'order.created',
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
			data: { object: { customer: { email: 'mia@example.com' } } },
		});
	});

	it('goes to the endpoints that subscribed to its type, each with its own secret', async () => {
		const { webhooks } = karmaCheck;
		const all = webhooks.register({ url: `${receiver.origin}/all` });
		webhooks.register({ url: `${receiver.origin}/services`, types: ['casedata.statuschange'] });
		const other = webhooks.register({ url: `${receiver.origin}/more` });
		const attempts = await webhooks.emit(caseEvent(karmaCheck.cases[0]!));

		expect(attempts.map(({ endpoint }) => endpoint)).toEqual([all, other]);
		expect(all.secret).not.toBe(other.secret);
		expect(await webhooks.emit(serviceEvent(karmaCheck.cases[0]!))).toHaveLength(3);
	});

	it('that is sent again keeps its id and body, and is signed anew', async () => {
		karmaCheck.webhooks.register({ url: receiver.origin });
		const [first] = await karmaCheck.webhooks.emit(caseEvent(karmaCheck.cases[0]!));
		await karmaCheck.webhooks.again(first!, new Date(Date.now() + 60_000));

		const [one, two] = received;
		expect(two?.body).toBe(one?.body);
		expect(two?.headers['webhook-id']).toBe(one?.headers['webhook-id']);
		expect(two?.headers['webhook-signature']).not.toBe(one?.headers['webhook-signature']);
	});

	it.each([
		[204, true],
		[302, false],
		[401, false],
		[500, false],
	])('that is answered %d counts as delivered: %s', async (status, isDelivered) => {
		answer = { status, location: status === 302 ? `${receiver.origin}/elsewhere` : undefined };
		kelviq.webhooks.register({ url: receiver.origin });
		const [attempt] = await kelviq.webhooks.emit(orderEvent('pro', 'mia@example.com'));

		expect(attempt).toMatchObject({ status, isDelivered });
		expect(received).toHaveLength(1);
	});

	it('to nobody is an attempt without a status', async () => {
		kelviq.webhooks.register({ url: 'http://127.0.0.1:1/' });
		const [attempt] = await kelviq.webhooks.emit(orderEvent('pro', 'mia@example.com'));
		expect(attempt).toMatchObject({ status: 0, isDelivered: false });
		expect(kelviq.webhooks.attempts).toEqual([attempt]);
	});
});

describe('the dashboard', () => {
	it('refuses an endpoint without HTTPS, and types that there are not', async () => {
		const { webhooks } = kelviq;
		expect(() => webhooks.register({ url: 'http://example.com/' })).toThrow('not HTTPS');
		const url = receiver.origin;
		expect(() => webhooks.register({ url, types: ['product.created'] })).toThrow('product.created');
		expect(() => webhooks.register({ url, types: [] })).toThrow('no event type');
		await expect(webhooks.emit({ type: 'plan.created', about: {} })).rejects.toThrow(
			'plan.created',
		);
	});

	it('forgets its endpoints with a reset', async () => {
		kelviq.webhooks.register({ url: receiver.origin });
		await kelviq.reset();
		expect(await kelviq.webhooks.emit(orderEvent('pro', 'mia@example.com'))).toEqual([]);
	});
});
