import type { Emulators, KarmaCheckEmulator, KelviqEmulator } from '../emulators';
import { Failure } from '../n8n/failure';
import type { Credential, Json, N8nClient } from '../n8n/client';

type Fields = { [field: string]: Json };

/** The fields of a `karmaCheckApi` credential for the emulator. */
export const karmaCheckFields = (vendor: KarmaCheckEmulator): Fields => ({
	environment: 'custom',
	baseUrl: vendor.baseUrl,
	authentication: 'apiKey',
	apiKey: vendor.apiKey,
	clientAccessToken: vendor.clientAccessToken,
});

/** The fields of a `kelviqApi` credential for the emulator. */
export const kelviqFields = (vendor: KelviqEmulator): Fields => ({
	environment: 'custom',
	baseUrl: vendor.baseUrl,
	apiKey: vendor.apiKey,
});

/** Creates a credential and has n8n test it as the editor's Test button does. */
export async function createTested(
	n8n: N8nClient,
	name: string,
	type: string,
	fields: Fields,
): Promise<Credential> {
	const credential = await n8n.createCredential(name, type, fields);
	const { status, message } = await n8n.testCredential(credential, fields);
	if (status !== 'OK')
		throw new Failure(`n8n's test of the credential '${name}' failed: ${message}`);
	return credential;
}

/** One credential for each emulator, created and tested. */
export async function createCredentials(
	n8n: N8nClient,
	{ karmaCheck, kelviq }: Emulators,
): Promise<{ karmaCheck: Credential; kelviq: Credential }> {
	const fields = [karmaCheckFields(karmaCheck), kelviqFields(kelviq)] as const;
	return {
		karmaCheck: await createTested(n8n, 'KarmaCheck (stand-in)', 'karmaCheckApi', fields[0]),
		kelviq: await createTested(n8n, 'Kelviq (stand-in)', 'kelviqApi', fields[1]),
	};
}
