import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { TicketedRequest } from '../../shared/vendor/ticket';

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

/** The token that was issued for what the credential now holds; '' if there is none. */
export function ownToken(credentials: ICredentialDataDecryptedObject): string {
	const session = String(credentials.sessionToken ?? '');
	return session.startsWith(`${ownerOf(credentials)}:`) ? bareToken(session) : '';
}

/**
 * The token to send with a request.
 * @throws what makes n8n sign in, once: n8n does so on a 401, which a credential may report too (other
 * statuses count only from n8n 2.41 on), and comes back with the same request. A request that is only
 * there to sign in ends with an error even if it did.
 */
export function sessionToken(
	credentials: ICredentialDataDecryptedObject,
	{ ticket }: TicketedRequest,
): string {
	const token = ownToken(credentials);
	const { signIn } = ticket ?? {};
	if (!signIn) {
		if (!token) throw signInFirst();
		if (ticket) ticket.token = token;
		return token;
	}
	// Somebody else may have signed in meanwhile.
	const isNew = token !== '' && token !== signIn.refused;
	if (!isNew && !signIn.asked) {
		signIn.asked = true;
		throw signInFirst();
	}
	signIn.done = token !== '';
	throw new Error('This request only signs in');
}

const signInFirst = (): Error =>
	Object.assign(new Error('The token was refused'), { response: { status: 401 } });
