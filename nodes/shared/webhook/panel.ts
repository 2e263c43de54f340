import type { INodeTypeDescription, IWebhookDescription } from 'n8n-workflow';

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
		`To try it, click <b>Listen for test event</b> and have ${vendor} send an event to the test URL; it is shown here in the editor.<br /><br />To run it on every event, ${publish} and register the production URL, with the credential of that endpoint selected. Its executions are in the executions list, not in the editor`;
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
