import { createHmac } from 'node:crypto';
import type { INodeProperties } from 'n8n-workflow';
import { KelviqTrigger } from '../../../nodes/KelviqTrigger/KelviqTrigger.node';
import { webhookRules } from '../../../tools/emulators/kelviq/webhooks';
import { Engine } from '../../engine';
import { deliver, type Draft, goodDelivery, signAgain } from '../shared/webhook/senders';
import { KELVIQ } from './sender';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.start();
});

afterAll(() => engine.stop());

afterEach(() => jest.restoreAllMocks());

const carrying = (event: object): Draft =>
	signAgain(KELVIQ, { ...goodDelivery(KELVIQ), rawBody: Buffer.from(JSON.stringify(event)) });

const id = '3a7f1c2d-8e4b-4a9f-b123-0e5d6c7a8b9e';
const sample = {
	credentials: { signingSecret: 'kq_whsec_test_secret_do_not_use' },
	headers: {
		'webhook-id': id,
		'webhook-timestamp': '1717243200',
		'webhook-signature': 'v1,2be212cfb71ea1ed75b6a7160f5ad22bd87ced514d9462e32f200ee00f5ff412',
	},
	rawBody: Buffer.from(
		`{"id":"${id}","type":"invoice.paid","created_at":"2024-06-01T12:00:00Z","data":{"object":{}}}`,
	),
};

it("takes a delivery that Kelviq's own SDK accepts", async () => {
	jest.spyOn(Date, 'now').mockReturnValue(1717243200_000);
	const { items } = await deliver(engine, KELVIQ, { ...goodDelivery(KELVIQ), ...sample });
	expect(items[0]?.json).toEqual({
		id,
		type: 'invoice.paid',
		created_at: '2024-06-01T12:00:00Z',
		data: { object: {} },
		webhookId: id,
	});
});

it('refuses a signature by the rules of Standard Webhooks, whose headers have the same names', async () => {
	const draft = goodDelivery(KELVIQ);
	const key = Buffer.from(draft.endpoint.secret.replace('kq_whsec_', ''), 'base64');
	const { 'webhook-id': webhookId, 'webhook-timestamp': timestamp } = draft.headers;
	const hmac = createHmac('sha256', key)
		.update(`${webhookId}.${timestamp}.`)
		.update(draft.rawBody!);
	const headers = { ...draft.headers, 'webhook-signature': `v1,${hmac.digest('base64')}` };
	expect((await deliver(engine, KELVIQ, { ...draft, headers })).status).toBe(401);
});

it('does not take the header names of Svix', async () => {
	const draft = goodDelivery(KELVIQ);
	const headers = Object.fromEntries(
		Object.entries(draft.headers).map(([name, value]) => [
			name.replace('webhook-', 'svix-'),
			value,
		]),
	);
	expect((await deliver(engine, KELVIQ, { ...draft, headers })).status).toBe(401);
});

describe('Events', () => {
	const started = async (type: string, events: string[]) => {
		const draft = carrying({ id, type, data: { object: {} } });
		const { status, items } = await deliver(engine, KELVIQ, draft, { events });
		expect(status).toBe(200);
		return items.length === 1;
	};

	it('chooses by type', async () => {
		expect(await started('order.created', ['order.created', 'order.updated'])).toBe(true);
		expect(await started('order.refunded', ['order.created', 'order.updated'])).toBe(false);
		expect(await started('order.created', [])).toBe(false);
	});

	it('takes all with All Events, also those of tomorrow', async () => {
		expect(await started('product.created', ['*'])).toBe(true);
		expect(await started('order.created', ['*', 'invoice.paid'])).toBe(true);
	});

	it('offers every type that Kelviq has', () => {
		const { properties } = new KelviqTrigger().description;
		const { options } = properties.find(({ name }) => name === 'events') as INodeProperties;
		const values = (options ?? []).map((option) => ('value' in option ? option.value : ''));
		expect([...values].sort()).toEqual(['*', ...webhookRules.types].sort());
	});
});
