import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { environments } from '../nodes/KarmaCheck/api/environments';
import { ownToken } from '../nodes/KarmaCheck/api/session';
import { seconds } from '../nodes/shared/time';
import { baseUrl } from '../nodes/shared/vendor/baseUrl';
import { addToken } from '../nodes/shared/vendor/bearer';
import { secondsFor } from '../nodes/shared/vendor/vendor';

/**
 * Whether the session of a credential is of no use any more, as KarmaCheck says. n8n's HTTP Request node
 * has a credential renewed whatever went wrong with a request, and then sends it once more. An order that
 * KarmaCheck answered with 500 would be placed twice; with nothing renewed, n8n leaves it alone.
 */
export async function isSessionOver(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<boolean> {
	const token = ownToken(credentials);
	if (!token) return true;
	const probe = {
		url: `${baseUrl(environments, credentials)}/package/min/list`,
		encoding: 'stream',
		timeout: seconds(secondsFor()),
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	} as const;
	const response = (await helpers
		.httpRequest(addToken({ ...probe }, token))
		// Then a sign-in would not arrive either.
		.catch(() => undefined)) as IN8nHttpFullResponse | undefined;
	(response?.body as { destroy?: () => void } | undefined)?.destroy?.();
	return response?.statusCode === 401 || response?.statusCode === 403;
}
