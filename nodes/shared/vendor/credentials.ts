import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Vendor, VendorContext } from './vendor';

/** A node has one context for all items of a run, and one credential. */
const known = new WeakMap<VendorContext, Promise<ICredentialDataDecryptedObject>>();

/**
 * The credential of a node run, read once: each time, n8n asks its database and decrypts, which
 * takes longer than all that is done for an item here.
 */
export async function credentialsOf(
	context: VendorContext,
	{ credential }: Vendor,
): Promise<ICredentialDataDecryptedObject> {
	const read = known.get(context) ?? context.getCredentials(credential);
	known.set(context, read);
	// Not kept: the next item may find n8n's database reachable again.
	read.catch(() => known.delete(context));
	return await read;
}

/** The secrets of the credential as it is now: n8n may have signed in since it was read. */
export async function currentSecrets(context: VendorContext, vendor: Vendor): Promise<string[]> {
	const credentials = await context.getCredentials(vendor.credential);
	return vendor
		.secretsOf(credentials)
		.filter((value): value is string => typeof value === 'string' && value.length > 3);
}
