import {
	UserError,
	type IAuthenticate,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type Icon,
	type IHttpRequestHelper,
	type IN8nHttpFullResponse,
	type INodeProperties,
} from 'n8n-workflow';
import { assertOwnOrigin, baseUrl, baseUrlExpression, environments } from './baseUrl';

const SIGN_IN_TIMEOUT_MS = 60_000;

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
				{ name: 'Custom', value: 'custom', description: 'Another address, such as a proxy' },
				{
					name: 'Production',
					value: 'production',
					description: environments.karmaCheckApi.production,
				},
				{ name: 'Staging', value: 'staging', description: environments.karmaCheckApi.staging },
			],
			default: 'staging',
			description: 'Where the key below was issued. Keys of one environment do not work in another',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://karmacheck-proxy.example.com',
			displayOptions: { show: { environment: ['custom'] } },
			description: 'Address that API paths such as /document/secure/upload are appended to',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'API Key and Client Access Token',
					value: 'apiKey',
					description: 'Signs in by itself, and again when the session ends',
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
			description: 'Identifies the integration. Your KarmaCheck account manager issues it',
		},
		{
			displayName: 'Client Access Token',
			name: 'clientAccessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['apiKey'] } },
			description: 'Secret of the one group of your company that this credential works for',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['token'] } },
			description: 'The token as KarmaCheck gave it, without the word Bearer',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Exchanges key and client access token for the session token. n8n calls this while the token
	 * is empty and once more when the API refuses it, and keeps the result with the credential.
	 * @throws UserError that says what to check; it never carries the request, which holds secrets.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ sessionToken?: string }> {
		if (credentials.authentication === 'token') return {};
		let response: IN8nHttpFullResponse;
		try {
			response = (await this.helpers.httpRequest({
				method: 'POST',
				url: `${baseUrl('karmaCheckApi', credentials)}/auth/api`,
				body: { apiKey: credentials.apiKey, clientAccessToken: credentials.clientAccessToken },
				json: true,
				timeout: SIGN_IN_TIMEOUT_MS,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			})) as IN8nHttpFullResponse;
		} catch (error) {
			if (error instanceof UserError) throw error;
			const { host } = new URL(baseUrl('karmaCheckApi', credentials));
			throw new UserError(
				`${host} could not be reached to sign in. Check 'Environment' in the credential, and the network of n8n`,
			);
		}
		const token = (response.body as { token?: unknown } | undefined)?.token;
		if (response.statusCode === 200 && typeof token === 'string' && token) {
			return { sessionToken: token };
		}
		if ([400, 401, 403, 404].includes(response.statusCode)) {
			throw new UserError(
				`KarmaCheck did not accept the API key and client access token (${response.statusCode}). Check both in the credential, and that they were issued for its environment, '${String(credentials.environment)}'`,
			);
		}
		throw new UserError(
			`KarmaCheck gave no token when signing in (${response.statusCode}). Check 'Environment' in the credential, or try again later`,
		);
	}

	authenticate: IAuthenticate = async (credentials, request) => {
		assertOwnOrigin('karmaCheckApi', credentials, request);
		const token =
			credentials.authentication === 'token' ? credentials.token : credentials.sessionToken;
		request.headers = { ...request.headers, Authorization: `Bearer ${String(token)}` };
		return request;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression('karmaCheckApi'),
			url: '/package/min/list',
			disableFollowRedirect: true,
		},
		rules: [
			...[401, 403].map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message: `KarmaCheck did not accept this credential (${value}). Check its secrets and that they belong to the chosen environment`,
				},
			})),
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: "KarmaCheck is not at this address (404). Check 'Base URL'",
				},
			},
		],
	};
}
