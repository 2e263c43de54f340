import { text } from 'node:stream/consumers';
import { listen, type Listening } from '../../tools/emulators/http';
import type { Attempt, WebhookEvent, Webhooks } from '../../tools/emulators/vendor/webhooks';
import { type RunningN8n } from '../../tools/n8n/start';
import { type Queue, raiseQueue } from './support/queue';
import { raiseStage, type Stage } from './support/stage';
import { publishTriggered, type Triggered, VENDORS } from './support/trigger';
import { until } from './support/until';

const [KARMACHECK, KELVIQ] = VENDORS;

/** Hears from each execution which delivery it has got. */
async function startSink() {
	const heard: string[] = [];
	const server = await listen((request, response) => {
		void text(request).then((body) => {
			heard.push((JSON.parse(body) as { webhookId: string }).webhookId);
			response.end('{}');
		});
	});
	return { ...server, heard };
}

const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters: parameters as never,
});

/** Tells the sink. */
const report = ({ origin }: Listening) =>
	node('Report', 'httpRequest', 4.2, {
		method: 'POST',
		url: origin,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify({ webhookId: $json.webhookId }) }}',
		options: {},
	});

/** As README has it behind the trigger. */
const onlyOnce = () =>
	node('Only once', 'removeDuplicates', 2, {
		operation: 'removeItemsSeenInPreviousExecutions',
		dedupeValue: '={{ $json.webhookId }}',
		options: {},
	});

/** Many deliveries at once. A busy n8n that answers 503 has started nothing, and gets it again. */
async function emitMany(webhooks: Webhooks, event: WebhookEvent, count: number) {
	// This is about n8n and the trigger, not about how fast this machine is.
	webhooks.patienceMs = 240_000;
	const untilTaken = async () => {
		let [attempt] = await webhooks.emit(event);
		for (let tries = 0; attempt?.status === 503 && tries < 20; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 3_000));
			attempt = await webhooks.again(attempt);
		}
		return attempt!;
	};
	return await Promise.all(Array.from({ length: count }, untilTaken));
}

const statusesOf = (attempts: Attempt[]) => [...new Set(attempts.map(({ status }) => status))];

let sink: Awaited<ReturnType<typeof startSink>>;

beforeAll(async () => {
	sink = await startSink();
});

afterAll(() => sink?.close());

afterEach(() => void (sink.heard.length = 0));

describe('one n8n', () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await raiseStage({ credentials: false });
	});

	afterAll(() => stage?.close());

	it('takes 500 deliveries at once, and starts each exactly once', async () => {
		const { endpoint } = await publishTriggered(stage, KARMACHECK, { followers: [report(sink)] });
		const { webhooks } = stage.emulators.karmaCheck;
		const attempts = await emitMany(webhooks, KARMACHECK.event(stage), 500);

		expect(statusesOf(attempts)).toEqual([200]);
		await until('all have run', () => sink.heard.length >= 500);
		expect([...sink.heard].sort()).toEqual(attempts.map(({ id }) => id).sort());
		expect(stage.n8n.output()).not.toContain(endpoint.secret);
	});

	it('does not run what comes again, with Remove Duplicates behind the trigger', async () => {
		const followers = [onlyOnce(), report(sink)];
		const { workflow } = await publishTriggered(stage, KELVIQ, { followers });
		const { webhooks } = stage.emulators.kelviq;
		const [first] = await webhooks.emit(KELVIQ.event(stage));
		await until('it has run', () => sink.heard.length === 1);
		for (let again = 0; again < 3; again++) {
			expect((await webhooks.again(first!)).isDelivered).toBe(true);
		}
		const [other] = await webhooks.emit(KELVIQ.event(stage));
		await until('the other has run', () => sink.heard.includes(other!.id));
		await until('all have ended', async () => {
			const executions = await stage.client.listExecutions(workflow.id);
			return executions.filter(({ status }) => status === 'success').length === 5;
		});
		expect(sink.heard).toEqual([first!.id, other!.id]);
	});
});

describe('n8n in queue mode, with the package in main and workers', () => {
	let queue: Queue;
	let published: Triggered;
	const main = (): RunningN8n => queue.stage.n8n;

	beforeAll(async () => {
		queue = await raiseQueue('database');
		published = await publishTriggered(queue.stage, KELVIQ, { followers: [report(sink)] });
	});

	afterAll(() => queue?.close());

	it('verifies in main, and runs each delivery once in one of the workers', async () => {
		const { webhooks } = queue.stage.emulators.kelviq;
		const attempts = await emitMany(webhooks, KELVIQ.event(queue.stage), 60);

		expect(statusesOf(attempts)).toEqual([200]);
		await until('all have run', () => sink.heard.length >= 60);
		expect([...sink.heard].sort()).toEqual(attempts.map(({ id }) => id).sort());
		const shares = queue.workers.map((worker) => worker.taken().length);
		expect(Math.min(...shares)).toBeGreaterThan(0);
	});

	it('refuses what is not signed, without a job for the workers', async () => {
		const taken = () => queue.workers.map((worker) => worker.taken().length);
		const before = taken();
		const { endpoint } = published;
		const response = await fetch(endpoint.url, {
			method: 'POST',
			body: '{"type":"order.created"}',
		});
		expect(response.status).toBe(401);
		expect(taken()).toEqual(before);
		expect(main().output()).not.toContain(endpoint.secret);
	});
});
