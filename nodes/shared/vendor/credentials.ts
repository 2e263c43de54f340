import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { VendorCredential } from './baseUrl';

type Context = IExecuteFunctions | ILoadOptionsFunctions;

/** A node has one context for all items of a run, and one credential. */
const known = new WeakMap<Context, Promise<ICredentialDataDecryptedObject>>();

/**
 * The credential of a node run, read once: each time, n8n asks its database and decrypts, which
 * takes longer than all that is done for an item here.
 */
export async function credentialsOf(
	context: Context,
	type: VendorCredential,
): Promise<ICredentialDataDecryptedObject> {
	const read = known.get(context) ?? context.getCredentials(type);
	known.set(context, read);
	// Not kept: the next item may find n8n's database reachable again.
	read.catch(() => known.delete(context));
	return await read;
}
