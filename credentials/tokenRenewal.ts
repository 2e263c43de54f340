import type { IHttpRequestOptions } from 'n8n-workflow';

/** A request that asks its credential for another token before it is sent. */
export interface RenewableRequest extends IHttpRequestOptions {
	renewToken?: boolean;
}

/**
 * Makes n8n renew the token where a request asks for that. n8n itself does so on a 401, which a
 * credential may report too; other statuses count only from n8n 2.41 on.
 */
export function renewIfAsked(request: RenewableRequest): void {
	if (!request.renewToken) return;
	// n8n comes back with the same request and the new token.
	delete request.renewToken;
	throw Object.assign(new Error('The token was refused'), { response: { status: 401 } });
}
