import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { environments } from '../nodes/KarmaCheck/api/environments';
import { assertOwnOrigin, baseUrlExpression } from '../nodes/shared/vendor/baseUrl';
import { addToken } from '../nodes/shared/vendor/bearer';
import { isSessionOver } from './karmaCheckRenewal';
import { signIn } from './karmaCheckSignIn';
import { keptSession, sessionToken } from '../nodes/KarmaCheck/api/session';

export class KarmaCheckApi implements ICredentialType {
	name = 'karmaCheckApi';

	displayName = 'KarmaCheck API';

	icon: Icon = { light: 'file:../icons/karmacheck.svg', dark: 'file:../icons/karmacheck.dark.svg' };

	documentationUrl =
		'https://developer.karmacheck.com/background-check-api/overview/api/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom', description: 'Another URL, such as a proxy' },
				{
					name: 'Production',
					value: 'production',
					description: environments.production,
				},
				{ name: 'Staging', value: 'staging', description: environments.staging },
			],
			default: 'staging',
			description:
				'The environment the key was issued in. Keys from one environment do not work in another',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://karmacheck-proxy.example.com',
			displayOptions: { show: { environment: ['custom'] } },
			hint: 'API paths such as /document/secure/upload are appended to it',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'API Key and Client Access Token',
					value: 'apiKey',
					description: 'Signs in automatically, and again when the session ends',
				},
				{
					name: 'Existing Token',
					value: 'token',
					description: 'A token (JWT) that you already have',
				},
			],
			default: 'apiKey',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['apiKey'] } },
			hint: 'Identifies the integration. Your KarmaCheck account manager issues it',
		},
		{
			displayName: 'Client Access Token',
			name: 'clientAccessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['apiKey'] } },
			hint: 'The secret of the one group in your company that this credential works for, also from your account manager',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['token'] } },
			hint: 'The token as KarmaCheck issued it, without the word Bearer',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls this while the token is empty, and once more when a request went wrong. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ sessionToken?: string }> {
		if (credentials.authentication === 'token') return {};
		if (!(await isSessionOver(this.helpers, credentials))) return {};
		return { sessionToken: keptSession(credentials, await signIn(this.helpers, credentials)) };
	}

	authenticate: IAuthenticate = async (credentials, request) => {
		assertOwnOrigin(environments, credentials, request);
		const token =
			credentials.authentication === 'token'
				? credentials.token
				: sessionToken(credentials, request);
		return addToken(request, String(token));
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression(environments),
			url: '/package/min/list',
			disableFollowRedirect: true,
		},
		rules: [
			...[401, 403].map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message: `KarmaCheck did not accept this credential (${value}). Check its secrets, and that they belong to the selected environment`,
				},
			})),
			...[301, 302, 307, 308, 404, 405].map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message: `KarmaCheck is not at this URL (${value}). Check 'Base URL'`,
				},
			})),
		],
	};
}
