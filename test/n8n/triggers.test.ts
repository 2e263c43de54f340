import { brotliCompressSync, gzipSync } from 'node:zlib';
import { installN8n } from '../../tools/n8n/install';
import { NEWEST, OLDEST } from '../../tools/n8n/releases';
import { raiseStage, type Stage } from './support/stage';
import {
	postRaw,
	publishTriggered,
	TRIGGER_NODE,
	type Triggered,
	VENDORS,
} from './support/trigger';
import { until } from './support/until';

/** Headers and body. */
type Sent = [Record<string, string>, Buffer];

const releases = [OLDEST, NEWEST];

describe.each(releases)('n8n $version', (release) => {
	let stage: Stage;

	beforeAll(async () => {
		const env = { N8N_PAYLOAD_SIZE_MAX: '1' };
		stage = await raiseStage({ installed: await installN8n({ release }), credentials: false, env });
	});

	afterAll(() => stage?.close());

	describe.each(VENDORS)('$node', (vendor) => {
		let published: Triggered;
		const executions = async () => await stage.client.listExecutions(published.workflow.id);
		const webhooks = () => vendor.webhooks(stage);

		/** A delivery of this body, signed as it is. */
		function signed(bytes: Buffer, at = new Date()) {
			const { id } = webhooks().pack(published.endpoint, vendor.event(stage));
			const body = bytes.toString();
			return { ...webhooks().signed(published.endpoint, id, { body, at }) };
		}
		const event = () => Buffer.from(webhooks().pack(published.endpoint, vendor.event(stage)).body);

		/** Sends it, and tells n8n's status and how many executions it started. */
		async function outcome(headers: Record<string, string>, body: Buffer) {
			const before = (await executions()).length;
			const { status } = await postRaw(published.endpoint.url, headers, body);
			if (status === 200) await new Promise((resolve) => setTimeout(resolve, 300));
			return { status, started: (await executions()).length - before };
		}

		beforeAll(async () => {
			published = await publishTriggered(stage, vendor);
		});

		afterEach(async () => {
			// n8n's list of executions ends after twenty.
			await stage.client.deleteExecutions(published.workflow.id);
		});

		it('starts the workflow with what was sent, and says so at once', async () => {
			const [attempt] = await webhooks().emit(vendor.event(stage));
			expect(attempt).toMatchObject({ status: 200, isDelivered: true });
			await until('the workflow has run', async () => (await executions()).length === 1);
			const [{ id = '' } = {}] = await executions();
			const { status, runs } = await stage.client.finish(id);

			const sent = JSON.parse(attempt!.body) as Record<string, unknown>;
			delete sent.username;
			delete sent.password;
			expect(status).toBe('success');
			expect(runs.get(TRIGGER_NODE)?.items.map(({ json }) => json)).toEqual([
				{ ...sent, webhookId: attempt!.id },
			]);
		});

		const typed = (type: string | undefined, change = (bytes: Buffer) => bytes) => {
			const bytes = change(event());
			const headers: Record<string, string> = signed(bytes);
			delete headers['Content-Type'];
			return [{ ...headers, ...(type ? { 'Content-Type': type } : {}) }, bytes] as Sent;
		};
		const packed = (encoding: string, pack: (bytes: Buffer) => Buffer) => {
			const [headers, bytes] = typed('application/json');
			return [{ ...headers, 'Content-Encoding': encoding }, pack(bytes)] as Sent;
		};
		const table: Array<[string, number, number, () => Sent]> = [
			['JSON', 200, 1, () => typed('application/json')],
			['a type in upper case', 200, 1, () => typed('APPLICATION/JSON')],
			['a charset', 200, 1, () => typed('application/json; charset=utf-8')],
			['gzip', 200, 1, () => packed('gzip', gzipSync)],
			['brotli', 422, 0, () => packed('br', brotliCompressSync)],
			['another charset', 422, 0, () => typed('application/json; charset=iso-8859-1')],
			['broken JSON', 422, 0, () => typed('application/json', (b) => b.subarray(0, -2))],
			['no type', 200, 1, () => typed(undefined)],
			['a type of a vendor', 200, 1, () => typed('application/vnd.x+json')],
			['broken JSON of no type', 200, 0, () => typed(undefined, (b) => b.subarray(0, -2))],
			[
				'a byte order mark',
				200,
				1,
				() => typed('application/json', (b) => Buffer.concat([Buffer.from('\uFEFF'), b])),
			],
			['nothing, though signed', 200, 0, () => typed('application/json', () => Buffer.alloc(0))],
			['a form', 401, 0, () => typed('multipart/form-data; boundary=x', () => Buffer.from(FORM))],
		];
		it.each(table)('answers %s with %d and starts %d', async (_what, status, started, make) => {
			expect(await outcome(...make())).toEqual({ status, started });
		});

		const bad: Array<[string, () => Sent]> = [
			['nothing at all', () => [{}, Buffer.alloc(0)]],
			['JSON without a signature', () => [{ 'Content-Type': 'application/json' }, event()]],
			['a signature of something else', () => [signed(Buffer.from('{}')), event()]],
			[
				'what was sent ten minutes ago',
				() => {
					const bytes = event();
					return [signed(bytes, new Date(Date.now() - 600_000)), bytes];
				},
			],
			[
				'what will be sent in ten minutes',
				() => {
					const bytes = event();
					return [signed(bytes, new Date(Date.now() + 600_000)), bytes];
				},
			],
			[
				'another id',
				() => {
					const bytes = event();
					return [{ ...signed(bytes), 'webhook-id': 'another' }, bytes];
				},
			],
			[
				'the secret of another endpoint',
				() => {
					const other = webhooks().register({ url: 'https://n8n.example.com/' });
					const { id, body } = webhooks().pack(other, vendor.event(stage));
					return [webhooks().signed(other, id, { body, at: new Date() }), Buffer.from(body)];
				},
			],
			[
				'headers full of nonsense',
				() => [
					{
						'webhook-id': '__proto__',
						'webhook-timestamp': 'NaN',
						'webhook-signature': 'v1,'.repeat(2_000),
					},
					Buffer.from('{"__proto__": {}}'),
				],
			],
		];
		it.each(bad)('refuses %s with 401 and starts nothing', async (_what, make) => {
			const [headers, body] = make();
			const { status, body: words } = await postRaw(published.endpoint.url, headers, body);
			expect([status, words]).toEqual([401, '']);
			expect(await executions()).toEqual([]);
		});

		it('leaves it to n8n to refuse more than it takes', async () => {
			const { status, started } = await outcome(...typed('application/json', () => LARGE));
			// A 413, unless n8n takes its own refusal for a fault of its own.
			expect([413, 500]).toContain(status);
			expect(started).toBe(0);
		});

		it('takes nothing but POST', async () => {
			for (const method of ['GET', 'PUT']) {
				const bytes = method === 'GET' ? Buffer.alloc(0) : event();
				const { status } = await postRaw(published.endpoint.url, signed(bytes), bytes, method);
				expect(status).toBe(404);
			}
			expect(await executions()).toEqual([]);
		});

		it('still works after all that, and has told nobody its secret', async () => {
			const [attempt] = await webhooks().emit(vendor.event(stage));
			expect(attempt?.isDelivered).toBe(true);
			expect(stage.n8n.output()).not.toContain(published.endpoint.secret);
		});

		it('has the form of its secret tested by the editor', async () => {
			const { client } = stage;
			const { credential, endpoint } = published;
			const test = async (signingSecret: string) =>
				(await client.testCredential(credential, { signingSecret })).status;
			expect(await test(endpoint.secret)).toBe('OK');
			expect(await test('sk_live_1')).toBe('Error');
		});
	});
});

const LARGE = Buffer.from(JSON.stringify({ text: 'x'.repeat(2 * 1024 ** 2) }));
const FORM = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
