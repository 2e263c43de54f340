import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { documentationOf } from '../shared/node/documentation';
import { triggerPanel, webhook } from '../shared/webhook/panel';
import { receive } from '../shared/webhook/receive';
import { secretTest } from '../shared/webhook/secretTest';
import { events } from './events';
import { complaintAbout, kelviqSender } from './sender';

export class KelviqTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kelviq Trigger',
		name: 'kelviqTrigger',
		icon: {
			light: 'file:../../icons/kelviq.svg',
			dark: 'file:../../icons/kelviq.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow on orders, subscriptions, invoices, and other Kelviq events',
		eventTriggerDescription: 'Waiting for an event from Kelviq at the test URL',
		activationMessage: 'Events that Kelviq sends to the production URL now run your workflow',
		documentationUrl: documentationOf('Kelviq Trigger'),
		defaults: { name: 'Kelviq Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kelviqWebhookApi', required: true, testedBy: 'kelviqWebhookTest' }],
		webhooks: [webhook],
		triggerPanel: triggerPanel('Kelviq'),
		properties: [
			{
				displayName:
					"Kelviq sends events to URLs that you register in its dashboard:<br />1. Copy the test URL above.<br />2. In Kelviq's dashboard, under <b>Settings → Webhooks</b>, add an endpoint with this URL and the events below.<br />3. Copy the signing secret, which Kelviq shows once, to the credential of this node.<br />Before you publish, do the same with the production URL: it is an endpoint of its own, with another secret and so another credential. Kelviq needs a URL that it can reach from the internet",
				name: 'setUpNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				noDataExpression: true,
				options: events,
				default: ['*'],
				required: true,
				description: 'The events that start the workflow',
			},
		],
	};

	methods = {
		credentialTest: {
			async kelviqWebhookTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await secretTest(complaintAbout)(credential);
			},
		},
	};

	/** Kelviq has no call that registers an endpoint, so there is nothing to do for n8n. */
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, kelviqSender);
	}
}
