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
	/** The first path of its API, for the advice about a base URL that ends elsewhere. */
	firstPath: string;
	/** The parts of a credential that must not appear in any message; only texts matter. */
	secretsOf(credentials: ICredentialDataDecryptedObject): unknown[];
	/** For a credential that signs in for a token. */
	signIn?: SignIn;
	/** What to do about a status. */
	remedies: Partial<Record<number, string>>;
}

/** How a credential that signs in for a token uses it. */
export interface SignIn {
	/** Whether this one does: otherwise it has a token that cannot be replaced. */
	isUsed(credentials: ICredentialDataDecryptedObject): boolean;
	/** Whether it has a token that was issued for what the credential now holds. */
	hasToken(credentials: ICredentialDataDecryptedObject): boolean;
	/** Whether a 403 says that the token is no longer valid, which some services return for a 401. */
	isTokenRefused(response: string): boolean;
}

/** The slowest that a vendor is expected to move files that it was told of, in bytes a second. */
const SLOWEST_BYTES_PER_SECOND = 8 * 1024 ** 2;

/**
 * The longest wait for an answer, to its last byte, in seconds; and for work whose answer did not come.
 * @param bytes that the vendor has to move for the call
 */
export const secondsFor = (bytes = 0): number => 60 + bytes / SLOWEST_BYTES_PER_SECOND;

/** The signal that cancels a run; a search in the editor has none. */
export const cancelSignal = (context: VendorContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
