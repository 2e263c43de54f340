import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
} from 'n8n-workflow';

/** The request with what the credential's own function adds to it. */
export async function authenticated(
	{ authenticate }: ICredentialType,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	if (typeof authenticate !== 'function') throw new Error('It has no function of its own');
	return await authenticate(credentials, request);
}
