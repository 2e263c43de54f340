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

/** The longest wait for the head of a response, in milliseconds. */
export const CALL_TIMEOUT_MS = 60_000;
