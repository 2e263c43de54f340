import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class KarmaCheckWebhookApi implements ICredentialType {
	name = 'karmaCheckWebhookApi';

	displayName = 'KarmaCheck Webhook API';

	icon: Icon = { light: 'file:../icons/karmacheck.svg', dark: 'file:../icons/karmacheck.dark.svg' };

	documentationUrl =
		'https://developer.karmacheck.com/background-check-api/reference/webhooks/webhooks-overview';

	properties: INodeProperties[] = [
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. whsec_…',
			hint: 'In the KarmaCheck dashboard, under Company Settings → Webhooks, shown with the endpoint. Each endpoint has its own',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			hint: 'Only if you entered one for the endpoint',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only if you entered one for the endpoint. For an endpoint without a signing secret, it verifies the events',
		},
	];
}
