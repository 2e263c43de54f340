import { karmaCheck } from '../../../../nodes/KarmaCheck/api/client';
import { keptSession } from '../../../../nodes/KarmaCheck/api/session';
import { kelviq } from '../../../../nodes/Kelviq/api/client';
import { currentSecrets } from '../../../../nodes/shared/vendor/credentials';
import type { Vendor, VendorContext } from '../../../../nodes/shared/vendor/vendor';

const secretsIn = async (vendor: Vendor, credential: object) =>
	await currentSecrets(
		{ getCredentials: async () => credential } as never as VendorContext,
		vendor,
	);

describe('the secrets of a credential', () => {
	const about = { environment: 'staging', baseUrl: 'https://a.example' };

	it('are all that KarmaCheck could be signed in with, the kept session without its mark', async () => {
		const credential = {
			...about,
			apiKey: 'key-1',
			clientAccessToken: 'access-1',
			token: 'token-1',
		};
		const sessionToken = keptSession(credential, 'session-1');
		const secrets = await secretsIn(karmaCheck.vendor, { ...credential, sessionToken });
		expect(secrets).toEqual(['key-1', 'access-1', 'token-1', 'session-1']);
	});

	it("are Kelviq's key", async () => {
		expect(await secretsIn(kelviq.vendor, { ...about, apiKey: 'key-1' })).toEqual(['key-1']);
	});

	it('pass over what is empty, missing or too short to be recognized in a text', async () => {
		expect(await secretsIn(karmaCheck.vendor, { apiKey: '', token: 'abc' })).toEqual([]);
	});
});
