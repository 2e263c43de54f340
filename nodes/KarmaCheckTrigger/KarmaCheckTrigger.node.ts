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
import { caseStatuses, events } from './events';
import { complaintAbout, karmaCheckSender } from './sender';

export class KarmaCheckTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KarmaCheck Trigger',
		name: 'karmaCheckTrigger',
		icon: {
			light: 'file:../../icons/karmacheck.svg',
			dark: 'file:../../icons/karmacheck.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when the status of a background check changes',
		eventTriggerDescription: 'Waiting for an event from KarmaCheck at the test URL',
		activationMessage: 'Events that KarmaCheck sends to the production URL now run your workflow',
		documentationUrl: documentationOf('KarmaCheck Trigger'),
		defaults: { name: 'KarmaCheck Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'karmaCheckWebhookApi', required: true, testedBy: 'karmaCheckWebhookTest' },
		],
		webhooks: [webhook],
		triggerPanel: triggerPanel('KarmaCheck'),
		properties: [
			{
				displayName:
					"KarmaCheck sends events to URLs that you register in its dashboard:<br />1. Copy the test URL above.<br />2. In KarmaCheck's dashboard, under <b>Company Settings → Webhooks</b>, add an endpoint with this URL and the events below.<br />3. Copy the signing secret of the endpoint to the credential of this node.<br />Before you publish, do the same with the production URL: it is an endpoint of its own, with another secret and so another credential. KarmaCheck accepts HTTPS URLs that it can reach from the internet, and has one dashboard for staging and one for production",
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
				default: ['case.statuschange', 'casedata.statuschange'],
				required: true,
				description: 'The events that start the workflow',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Case Statuses',
						name: 'caseStatuses',
						type: 'multiOptions',
						options: caseStatuses,
						default: [],
						description:
							"The statuses of a case to start on, or empty for all; they do not matter to 'Service Status Changed'",
					},
				],
			},
		],
	};

	methods = {
		credentialTest: {
			async karmaCheckWebhookTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await secretTest(complaintAbout)(credential);
			},
		},
	};

	/** KarmaCheck has no call that registers an endpoint, so there is nothing to do for n8n. */
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
		return await receive(this, karmaCheckSender);
	}
}
