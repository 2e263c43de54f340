import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * Adds a token to a request, in place. If the response is a redirect to another host, the HTTP client
 * leaves the header out; n8n's HTTP Request node would put it back (up to its version 4.3, and always
 * before n8n 2.4x) if its name were not in lower case.
 */
export function addToken(request: IHttpRequestOptions, token: string): IHttpRequestOptions {
	const others = Object.entries(request.headers ?? {}).filter(
		([name]) => name.toLowerCase() !== 'authorization',
	);
	request.headers = { ...Object.fromEntries(others), authorization: `Bearer ${token}` };
	request.sendCredentialsOnCrossOriginRedirect = false;
	return request;
}
