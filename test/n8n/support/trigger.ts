import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Credential, Json, WorkflowFile } from '../../../tools/n8n/client';
import { caseEvent } from '../../../tools/emulators/karmacheck/webhooks';
import { orderEvent } from '../../../tools/emulators/kelviq/webhooks';
import type { Endpoint, WebhookEvent, Webhooks } from '../../../tools/emulators/vendor/webhooks';
import type { Stage } from './stage';

/** A trigger of ours, and the vendor that sends to it. */
export interface Vendor {
	node: 'karmaCheckTrigger' | 'kelviqTrigger';
	credential: string;
	webhooks: (stage: Stage) => Webhooks;
	event: (stage: Stage) => WebhookEvent;
}

export const VENDORS: [Vendor, Vendor] = [
	{
		node: 'karmaCheckTrigger',
		credential: 'karmaCheckWebhookApi',
		webhooks: ({ emulators }) => emulators.karmaCheck.webhooks,
		event: ({ emulators }) => caseEvent(emulators.karmaCheck.cases[1]!),
	},
	{
		node: 'kelviqTrigger',
		credential: 'kelviqWebhookApi',
		webhooks: ({ emulators }) => emulators.kelviq.webhooks,
		event: () => orderEvent('pro-plan', 'mia@example.com'),
	},
];

export interface Triggered {
	endpoint: Endpoint;
	credential: Credential;
	workflow: { id: string; versionId: string };
}

export const TRIGGER_NODE = 'Trigger';

/** What follows the trigger in a workflow. */
type Followers = WorkflowFile['nodes'];

/** Creates a workflow that starts with a trigger, and registers its production or test URL. */
export async function createTriggered(
	stage: Stage,
	vendor: Vendor,
	{ place = 'webhook', followers = [] }: { place?: string; followers?: Followers } = {},
): Promise<Triggered> {
	const { client } = stage;
	const webhookId = randomUUID();
	const url = `${client.url}/${place}/${webhookId}/webhook`;
	const endpoint = vendor.webhooks(stage).register({ url });
	const fields: { [field: string]: Json } = { signingSecret: endpoint.secret };
	const credential = await client.createCredential('Endpoint', vendor.credential, fields);
	const trigger = {
		id: 'trigger',
		name: TRIGGER_NODE,
		type: `${stage.packed.name}.${vendor.node}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId,
		parameters: {},
		credentials: { [vendor.credential]: { id: credential.id, name: credential.name } },
	};
	const nodes = [trigger, ...followers];
	const links = nodes
		.slice(1)
		.map(({ name }, index) => [
			nodes[index]?.name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	const workflow = await client.createWorkflow({
		name: vendor.node,
		nodes,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	});
	return { endpoint, credential, workflow };
}

/** The same, published. */
export async function publishTriggered(
	stage: Stage,
	vendor: Vendor,
	options: Parameters<typeof createTriggered>[2] = {},
): Promise<Triggered> {
	const created = await createTriggered(stage, vendor, options);
	await stage.client.publish(created.workflow);
	return created;
}

/** Posts bytes as they are, with these headers and no others that matter. */
export async function postRaw(
	url: string,
	headers: Record<string, string>,
	body: Buffer,
	method = 'POST',
): Promise<{ status: number; body: string }> {
	return await new Promise((resolve, reject) => {
		const sent = request(url, { method, headers: { ...headers, 'Content-Length': body.length } });
		sent.on('response', (response) => {
			void text(response).then((answer) => {
				resolve({ status: response.statusCode ?? 0, body: answer });
			}, reject);
		});
		sent.on('error', reject);
		sent.end(body);
	});
}
