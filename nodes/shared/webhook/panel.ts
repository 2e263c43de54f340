import type { INodeProperties, INodeTypeDescription, IWebhookDescription } from 'n8n-workflow';

/** Without a full path of its own, n8n makes the URL unique for each node. */
export const webhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	path: 'webhook',
};

/** What n8n shows beside a trigger that has no output yet. */
export function triggerPanel(vendor: string): INodeTypeDescription['triggerPanel'] {
	const help = (publish: string) =>
		`To try it, execute this step and have ${vendor} send an event to the test URL; it is shown here in the editor.<br /><br />To run it on every event, ${publish} and register the production URL, with the credential of that endpoint selected. Its executions are in the executions list, not in the editor`;
	return {
		header: `Receive events from ${vendor}`,
		executionsHelp: {
			inactive: help('publish the workflow'),
			active: help('keep the workflow published'),
		},
		activationHint:
			'Once the workflow is published, the events of the production endpoint run it without this button',
	};
}

/**
 * What tells somebody who has never seen a webhook what to copy where. n8n shows no line breaks in a
 * notice.
 * @param menu where the dashboard has its webhooks
 * @param secret how the dashboard shows the signing secret
 */
export function setUpNotices(vendor: string, menu: string, secret: string): INodeProperties[] {
	return [
		{
			displayName: `To receive events, copy the test URL from 'Webhook URLs' above, and add it as an endpoint in the ${vendor} dashboard, under ${menu}. Then copy the signing secret of the endpoint, ${secret}, to the credential of this node`,
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: `Before you publish, do the same with the production URL. It is an endpoint of its own with another secret, and so needs another credential. ${vendor} must be able to reach the URL from the internet`,
			name: 'productionNotice',
			type: 'notice',
			default: '',
		},
	];
}
