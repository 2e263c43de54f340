import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { environments } from '../nodes/Kelviq/api/environments';
import { assertOwnOrigin, baseUrlExpression } from '../nodes/shared/vendor/baseUrl';
import { addToken } from '../nodes/shared/vendor/bearer';

export class KelviqApi implements ICredentialType {
	name = 'kelviqApi';

	displayName = 'Kelviq API';

	icon: Icon = { light: 'file:../icons/kelviq.svg', dark: 'file:../icons/kelviq.dark.svg' };

	documentationUrl = 'https://docs.kelviq.com/api-reference/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom', description: 'Another URL, such as a proxy' },
				{ name: 'Production', value: 'production', description: environments.production },
				{ name: 'Sandbox', value: 'sandbox', description: environments.sandbox },
			],
			default: 'sandbox',
			description:
				'The environment the key was issued in. Keys from one environment do not work in another',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://kelviq-proxy.example.com/api/v1',
			displayOptions: { show: { environment: ['custom'] } },
			hint: 'API paths such as /media/ are appended to it',
		},
		{
			displayName: 'Server API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'In the Kelviq dashboard under Settings → API Keys. A client key does not work here',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) => {
		assertOwnOrigin(environments, credentials, request);
		return addToken(request, String(credentials.apiKey));
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression(environments),
			url: '/catalog/products/',
			qs: { page_size: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Kelviq did not accept this key (401). Check that it is a server key, not a client key, and that it belongs to the selected environment',
				},
			},
			...[301, 302, 307, 308, 404, 405].map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message: `Kelviq is not at this URL (${value}). 'Base URL' must end before /media/`,
				},
			})),
		],
	};
}
