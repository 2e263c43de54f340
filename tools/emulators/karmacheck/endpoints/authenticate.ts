import type { Endpoint } from '../../vendor/types';
import { forbidden } from '../answers';
import type { KarmaCheckState } from '../state';

/** Trades the two keys for a token of one group; 403 for any other pair. */
export const authenticate: Endpoint<KarmaCheckState> = (state, { body }) => {
	const { apiKey, clientAccessToken } = body as { apiKey: string; clientAccessToken: string };
	if (apiKey !== state.apiKey || clientAccessToken !== state.clientAccessToken) {
		throw forbidden('Forbidden resource');
	}
	state.tokensMinted++;
	if (state.signInEndsTokens) state.revokeTokens();
	return {
		json: {
			id: state.clientId,
			username: state.username,
			token: state.createToken(),
			groupProfileId: state.groupProfileId,
		},
	};
};
