export interface PresignedPost {
	url: string;
	/** in the order in which the form must carry them */
	fields: Record<string, string>;
}

export interface StoredObject {
	/** bytes */
	size: number;
	contentType: string;
	/** MD5 in lower-case hex, without quotes */
	etag: string;
	/** lower-case hex of the stored bytes */
	sha256: string;
}

export interface StorageRequest {
	method: string;
	/** path and query as they arrived */
	url: string;
	headers: Record<string, string>;
	status: number;
}

export type SignatureVersion = 'v2' | 'v4';

export interface PutOptions {
	bucket: string;
	key: string;
	contentType: string;
	/** default 3600; negative: already expired */
	expiresInSeconds?: number;
	/** default v2 */
	signatureVersion?: SignatureVersion;
}

export interface GetOptions {
	bucket: string;
	key: string;
	/** default 3600; negative: already expired */
	expiresInSeconds?: number;
}

export interface PostOptions extends PutOptions {
	/** default 0 */
	minBytes?: number;
	/** default 5 GiB */
	maxBytes?: number;
	/** further fields, with a condition each, e.g. success_action_status */
	moreFields?: Record<string, string>;
}

export interface StorageOptions {
	/** buckets that exist from the start */
	buckets?: string[];
	/** silence in the middle of a body after which it is refused, in milliseconds; default 20,000 */
	idleMs?: number;
}

export interface Storage {
	/** e.g. http://127.0.0.1:41234 */
	origin: string;
	/** temporary credentials, useless without their session token: they sign PUTs and GETs */
	accessKeyId: string;
	secretAccessKey: string;
	sessionToken: string;
	/** long-term credentials, without a token: they sign forms */
	longTerm: { accessKeyId: string; secretAccessKey: string };
	/** whether forms are answered with an ETag, which S3 does not promise; default true */
	formEtags: boolean;
	/** From now on the session token is expired. */
	expireSession(): void;
	/** Every request that arrived, in order (no bodies), added when its response is complete. */
	requests: StorageRequest[];
	presignPut(o: PutOptions): Promise<string>;
	presignGet(o: GetOptions): Promise<string>;
	presignPost(o: PostOptions): Promise<PresignedPost>;
	/** undefined when there is no such object; sha256 is computed by streaming */
	stat(bucket: string, key: string): Promise<StoredObject | undefined>;
	exists(bucket: string, key: string): Promise<boolean>;
	read(bucket: string, key: string): Promise<Buffer>;
	/** sorted; empty when there is no such bucket */
	keys(bucket: string): Promise<string[]>;
	/** Stores an object as the bucket's owner does, without a request. */
	put(bucket: string, key: string, bytes: Buffer, contentType: string): Promise<void>;
	/** Changes an object's key in its bucket; throws if there is no such object. */
	move(bucket: string, from: string, to: string): Promise<void>;
	/** Deletes an object; it is not an error if it does not exist. */
	remove(bucket: string, key: string): Promise<void>;
	/** Ends the uploads under way, and makes everything as it was at the start; keys stay the same. */
	reset(): Promise<void>;
	close(): Promise<void>;
}
