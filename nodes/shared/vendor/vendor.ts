import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { Environments } from './baseUrl';

/** Where the APIs are called from: a run, or the editor when it fills a list. */
export type VendorContext = IExecuteFunctions | ILoadOptionsFunctions;

/** What differs between the vendors when calling their APIs. */
export interface Vendor {
	name: string;
	/** The credential type. */
	credential: string;
	environments: Environments;
	/** The parts of a credential that must not appear in any message; only texts matter. */
	secretsOf(credentials: ICredentialDataDecryptedObject): unknown[];
	/**
	 * For a credential that can get another token: whether a 403 says that the current one is no longer
	 * valid, which some services return instead of 401.
	 */
	isTokenRefused?: (response: string) => boolean;
	/** What to do about a status. */
	remedies: Partial<Record<number, string>>;
}

/** The slowest that a vendor is expected to move files that it was told of, in bytes a second. */
const SLOWEST_BYTES_PER_SECOND = 8 * 1024 ** 2;

/**
 * The longest wait for an answer's head, in seconds, and for work whose answer did not come.
 * @param bytes that the vendor has to move for the call
 */
export const secondsFor = (bytes = 0): number => 60 + bytes / SLOWEST_BYTES_PER_SECOND;
