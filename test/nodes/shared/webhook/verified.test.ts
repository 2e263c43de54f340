import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../../engine';
import { expectDescribed } from '../../../support/described';
import { deliver, type Draft, goodDelivery, signAgain } from './senders';
import * as vendors from './vendors';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.start();
});

afterAll(() => engine.stop());

const REFUSED = { status: 401, items: [], returned: { noWebhookResponse: true } };

const flipped = (text: string, at: number) =>
	text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

describe.each(Object.values(vendors))('$node', (sending) => {
	const header =
		(name: string, change: (value: string) => string | undefined) => (draft: Draft) => {
			const value = change(draft.headers[name] ?? '');
			const headers = { ...draft.headers, ...(value === undefined ? {} : { [name]: value }) };
			if (value === undefined) delete headers[name];
			return { ...draft, headers };
		};
	const secret = (change: (value: string) => unknown) => (draft: Draft) => ({
		...draft,
		credentials: { signingSecret: change(String(draft.credentials.signingSecret)) as string },
	});
	const body = (change: (bytes: Buffer) => Buffer | undefined) => (draft: Draft) => ({
		...draft,
		rawBody: change(draft.rawBody!),
	});
	const aged = (seconds: number) => (draft: Draft) =>
		signAgain(sending, draft, new Date(Date.now() + seconds * 1000));

	it('starts with the event as it came and the id of the delivery', async () => {
		const draft = goodDelivery(sending);
		const { status, items } = await deliver(engine, sending, draft);

		const event = { ...(draft.body as IDataObject) };
		delete event.username;
		delete event.password;
		expect(status).toBe(200);
		expect(items).toEqual([{ json: { ...event, webhookId: draft.headers['webhook-id'] } }]);
	});

	it('returns what its __schema__ describes', async () => {
		const { items } = await deliver(engine, sending, goodDelivery(sending));

		expectDescribed(items, sending.node);
	});

	const good: Array<[what: string, change: (draft: Draft) => Draft]> = [
		['a secret pasted with blanks and line breaks around it', secret((text) => `\n  ${text} \r\n`)],
		['one right signature among others', header('webhook-signature', (v) => `v1,AAAA v2,x ${v}`)],
		['a delivery of almost five minutes ago', aged(-298)],
		['a clock that is almost five minutes ahead', aged(298)],
		['no Content-Type, so that n8n parses nothing', (draft) => ({ ...draft, body: undefined })],
		[
			'a byte order mark',
			(draft) =>
				signAgain(sending, { ...draft, rawBody: Buffer.from(`\uFEFF${String(draft.rawBody)}`) }),
		],
	];
	it.each(good)('takes %s', async (_, change) => {
		const { status, items } = await deliver(engine, sending, change(goodDelivery(sending)));
		expect(status).toBe(200);
		expect(items).toHaveLength(1);
	});

	const bad: Array<[what: string, change: (draft: Draft) => Draft]> = [
		['no signature', header('webhook-signature', () => undefined)],
		['an empty signature', header('webhook-signature', () => 'v1,')],
		['a signature of another version', header('webhook-signature', (v) => v.replace('v1', 'v2'))],
		['a signature without its version', header('webhook-signature', (v) => v.slice(3))],
		['a changed signature', header('webhook-signature', (v) => flipped(v, 10))],
		['a signature that goes on', header('webhook-signature', (v) => `${v}AAAA`)],
		['half of the signature', header('webhook-signature', (v) => v.slice(0, 30))],
		['no id', header('webhook-id', () => undefined)],
		['another id', header('webhook-id', (v) => `${v}0`)],
		['no timestamp', header('webhook-timestamp', () => undefined)],
		['another timestamp', header('webhook-timestamp', (v) => String(Number(v) + 1))],
		['a timestamp that is no number', (draft) => spelled(draft, (text) => `+${text}`)],
		['a timestamp with a fraction', (draft) => spelled(draft, (text) => `${text}.0`)],
		['a timestamp in another notation', (draft) => spelled(draft, (t) => `0x${(+t).toString(16)}`)],
		['a delivery of more than five minutes ago', aged(-302)],
		['a clock that is more than five minutes ahead', aged(302)],
		['a changed body', body((bytes) => Buffer.from(String(bytes).replace('}', ' }')))],
		['an empty body', body(() => Buffer.alloc(0))],
		['no body that n8n has kept, as of a form', body(() => undefined)],
		['another secret', secret((text) => text.slice(0, 15) + text.slice(15).toUpperCase())],
		['no secret', secret(() => '')],
		['a secret of blanks', secret(() => '  ')],
		['a secret that is undefined', secret(() => undefined)],
		['the beginning of a secret, which is the same for all', secret((t) => t.split('_')[0]! + '_')],
	];

	/** Signed by the vendor, but spelled in a way that no vendor uses. */
	function spelled(draft: Draft, spell: (timestamp: string) => string): Draft {
		const timestamp = spell(draft.headers['webhook-timestamp']!);
		const content = `${draft.headers['webhook-id']}.${timestamp}.${String(draft.rawBody)}`;
		const signature = sending.sign(draft.endpoint.secret, content);
		return {
			...draft,
			headers: {
				...draft.headers,
				'webhook-timestamp': timestamp,
				'webhook-signature': signature,
			},
		};
	}
	it.each(bad)('refuses %s, and starts nothing', async (_, change) => {
		const refused = await deliver(engine, sending, change(goodDelivery(sending)));
		expect(refused).toEqual(REFUSED);
	});

	it('refuses what is signed with the beginning of a secret alone', async () => {
		const draft = goodDelivery(sending);
		const prefix = /^.*whsec_/.exec(draft.endpoint.secret)![0];
		draft.endpoint.secret = prefix;
		const signed = signAgain(sending, { ...draft, credentials: { signingSecret: prefix } });
		expect(await deliver(engine, sending, signed)).toEqual(REFUSED);
	});

	it('refuses when its credential cannot be read', async () => {
		const { node, parameters } = sending;
		const { headers, rawBody } = goodDelivery(sending);
		const request = { headers, rawBody };
		const { status } = await engine.receive({ node, parameters, credentials: {}, request });
		expect(status).toBe(401);
	});

	it.each(['no JSON', '["a list"]', 'null', '"a text"', '{"event":', ''])(
		'acknowledges what is genuine but no event (%j), and starts nothing',
		async (text) => {
			const draft = { ...goodDelivery(sending), rawBody: Buffer.from(text) };
			const { status, returned } = await deliver(engine, sending, signAgain(sending, draft));
			expect(status).toBe(200);
			expect(returned).toEqual({});
		},
	);

	it('tells the form of a secret in the test of the credential', async () => {
		const { node, credential } = sending;
		const { endpoint } = goodDelivery(sending);
		const test = async (signingSecret: string) =>
			await engine.testCredential(node, credential, { signingSecret });

		expect((await test(` ${endpoint.secret}\n`)).status).toBe('OK');
		const wrong = ['', '   ', endpoint.secret.replace('whsec_', ''), 'whsec_', 'sk_live_1'];
		for (const signingSecret of wrong) {
			const { status, message } = await test(signingSecret);
			expect(status).toBe('Error');
			expect(message).toContain("'Signing Secret'");
		}
	});
});
