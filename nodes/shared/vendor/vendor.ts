import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { Environments } from './baseUrl';

/** Where the APIs are called from: a run, or the editor that fills a list. */
export type VendorContext = IExecuteFunctions | ILoadOptionsFunctions;

/** What differs between the vendors when one of their APIs is called. */
export interface Vendor {
	name: string;
	/** The credential type. */
	credential: string;
	environments: Environments;
	/** What of a credential must not show up in any message; other than texts do not matter. */
	secretsOf(credentials: ICredentialDataDecryptedObject): unknown[];
	/**
	 * Where the credential can get another token: whether a 403 says that the one in use is no longer
	 * good, which some answer instead of 401.
	 */
	isTokenRefused?: (answer: string) => boolean;
	/** What the user does about a status. */
	remedies: Partial<Record<number, string>>;
}

/** The slowest that a vendor is expected to move files that it was told of, in bytes a second. */
const SLOWEST_BYTES_PER_SECOND = 8 * 1024 ** 2;

/**
 * The longest wait for an answer's head, in seconds, and for work whose answer did not come.
 * @param bytes that the vendor has to move for the call
 */
export const secondsFor = (bytes = 0): number => 60 + bytes / SLOWEST_BYTES_PER_SECOND;
