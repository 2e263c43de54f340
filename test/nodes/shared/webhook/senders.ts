import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import {
	type Endpoint,
	Webhooks,
	type WebhookEvent,
	type WebhookRules,
} from '../../../../tools/emulators/vendor/webhooks';
import { Engine, type TestDelivery } from '../../../engine';

/** A trigger under test and the vendor that sends to it. */
export interface Sending {
	node: TestDelivery['node'];
	credential: string;
	webhooks: Webhooks;
	sign: WebhookRules['sign'];
	event: WebhookEvent;
	parameters: INodeParameters;
}

/** A request with the credential of its endpoint, to be spoiled before it is sent. */
export interface Draft {
	endpoint: Endpoint;
	credentials: ICredentialDataDecryptedObject;
	headers: Record<string, string>;
	rawBody?: Buffer;
	body?: unknown;
}

/** A delivery as it should be. */
export function goodDelivery(
	{ webhooks, event }: Sending,
	{ username, password, at = new Date() }: { username?: string; password?: string; at?: Date } = {},
): Draft {
	const url = 'https://n8n.example.com/webhook/1';
	const endpoint = webhooks.register({ url, username, password });
	const { id, body } = webhooks.pack(endpoint, event);
	const headers = lowerCase(webhooks.signed(endpoint, id, { body, at }));
	return {
		endpoint,
		credentials: { signingSecret: endpoint.secret },
		headers,
		rawBody: Buffer.from(body),
		body: JSON.parse(body) as unknown,
	};
}

/** Signs what the draft has in it now. */
export function signAgain({ webhooks }: Sending, draft: Draft, at = new Date()): Draft {
	const { endpoint, headers, rawBody } = draft;
	const sent = { body: String(rawBody), at };
	const signed = lowerCase(webhooks.signed(endpoint, headers['webhook-id'] ?? '', sent));
	return { ...draft, headers: { ...headers, ...signed } };
}

export async function deliver(
	engine: Engine,
	{ node, credential, parameters }: Sending,
	{ credentials, ...request }: Draft,
	more: INodeParameters = {},
) {
	const { returned, status } = await engine.receive({
		node,
		parameters: { ...parameters, ...more },
		credentials: { [credential]: credentials },
		request,
	});
	return { status, returned, items: returned.workflowData?.[0] ?? [] };
}

const lowerCase = (headers: Record<string, string>) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
