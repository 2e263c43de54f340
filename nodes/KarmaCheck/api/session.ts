import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { RenewableRequest } from '../../shared/vendor/attempt';

/** What a session belongs to: after a change of secrets or environment, its token would still work. */
function ownerOf({
	environment,
	baseUrl,
	apiKey,
	clientAccessToken,
}: ICredentialDataDecryptedObject): string {
	const owner = JSON.stringify([environment, baseUrl, apiKey, clientAccessToken]);
	return createHash('sha256').update(owner).digest('hex').slice(0, 16);
}

/** A session token as saved with the credential: prefixed with a mark of what it was issued for. */
export function keptSession(credentials: ICredentialDataDecryptedObject, token: string): string {
	return `${ownerOf(credentials)}:${token}`;
}

/** The token of a saved session, whatever it was issued for. */
export const bareToken = (session: string): string => session.replace(/^[\da-f]{16}:/, '');

/** The token of the saved session, if it was issued for the secrets that the credential has now. */
export function ownToken(credentials: ICredentialDataDecryptedObject): string | undefined {
	const session = String(credentials.sessionToken ?? '');
	return session.startsWith(`${ownerOf(credentials)}:`) ? bareToken(session) : undefined;
}

/**
 * The token to send with a request.
 * @throws what makes n8n sign in again, once: n8n does so on a 401, which a credential may report too
 * (other statuses count only from n8n 2.41 on). That happens if a request asks for it, or if the saved
 * session was issued for other secrets than the credential now has.
 */
export function sessionToken(
	credentials: ICredentialDataDecryptedObject,
	request: RenewableRequest,
): string {
	const token = ownToken(credentials);
	if (token && !request.renewToken) return token;
	// n8n calls again with the same request and the new token; without one, it need not ask about it.
	delete request.renewToken;
	credentials.sessionToken = '';
	throw Object.assign(new Error('The token was refused'), { response: { status: 401 } });
}
