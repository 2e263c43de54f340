import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { RenewableRequest } from '../../shared/vendor/attempt';

/** What a session belongs to: with other secrets, or elsewhere, its token would still be good. */
function ownerOf({
	environment,
	baseUrl,
	apiKey,
	clientAccessToken,
}: ICredentialDataDecryptedObject): string {
	const owner = JSON.stringify([environment, baseUrl, apiKey, clientAccessToken]);
	return createHash('sha256').update(owner).digest('hex').slice(0, 16);
}

/** A session token as it is kept with the credential: behind the mark of what it was got with. */
export function keptSession(credentials: ICredentialDataDecryptedObject, token: string): string {
	return `${ownerOf(credentials)}:${token}`;
}

/** The token of a kept session, whosoever it is. */
export const bareToken = (session: string): string => session.replace(/^[\da-f]{16}:/, '');

/**
 * The token to send with a request.
 * @throws what makes n8n sign in again, once: n8n does so on a 401, which a credential may report too
 * (other statuses count only from n8n 2.41 on). That is where a request asks for it, and where the kept
 * session was got with what the credential no longer holds.
 */
export function sessionToken(
	credentials: ICredentialDataDecryptedObject,
	request: RenewableRequest,
): string {
	const session = String(credentials.sessionToken ?? '');
	const isOwn = session.startsWith(`${ownerOf(credentials)}:`);
	if (isOwn && !request.renewToken) return bareToken(session);
	// n8n comes back with the same request and the new token.
	delete request.renewToken;
	throw Object.assign(new Error('The token was refused'), { response: { status: 401 } });
}
