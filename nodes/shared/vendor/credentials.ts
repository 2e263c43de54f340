import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Vendor, VendorContext } from './vendor';

/** A node has one context and one credential for all items of a run. */
const known = new WeakMap<VendorContext, Promise<ICredentialDataDecryptedObject>>();

/**
 * The credential of a node run, read once: n8n queries its database and decrypts each time, which
 * takes longer than everything else done for an item here.
 */
export async function credentialsOf(
	context: VendorContext,
	{ credential }: Vendor,
): Promise<ICredentialDataDecryptedObject> {
	const read = known.get(context) ?? context.getCredentials(credential);
	known.set(context, read);
	// Not kept on failure: n8n's database may be reachable again for the next item.
	read.catch(() => known.delete(context));
	return await read;
}

/** The current secrets of the credential: n8n may have signed in since it was read. */
export async function currentSecrets(context: VendorContext, vendor: Vendor): Promise<string[]> {
	const credentials = await context.getCredentials(vendor.credential);
	return vendor
		.secretsOf(credentials)
		.filter((value): value is string => typeof value === 'string' && value.length > 3);
}
