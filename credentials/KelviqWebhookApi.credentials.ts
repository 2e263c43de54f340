import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class KelviqWebhookApi implements ICredentialType {
	name = 'kelviqWebhookApi';

	displayName = 'Kelviq Webhook API';

	icon: Icon = { light: 'file:../icons/kelviq.svg', dark: 'file:../icons/kelviq.dark.svg' };

	documentationUrl = 'https://docs.kelviq.com/guides/webhooks';

	properties: INodeProperties[] = [
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. kq_whsec_…',
			hint: 'In the Kelviq dashboard, under Settings → Webhooks, shown once when you create the endpoint. Each endpoint has its own',
		},
	];
}
