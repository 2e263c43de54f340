// What the emulator uses of https://github.com/20minutes/s3rver, which ships no types.
declare module '@20minutes/s3rver' {
	import type Koa from 'koa';
	import type { Readable } from 'node:stream';

	class S3rver extends Koa {
		constructor(options: {
			directory: string;
			silent: boolean;
			vhostBuckets: boolean;
			serviceEndpoint?: string;
			configureBuckets: Array<{ name: string }>;
		});
		store: S3rver.FileStore;
		logger: { exceptions: { unhandle(): void }; close(): void };
		configureBuckets(): Promise<unknown>;
	}

	namespace S3rver {
		type Metadata = Record<string, string | undefined>;

		interface ObjectToStore {
			bucket: string;
			key: string;
			content: AsyncIterable<Buffer>;
			/** lower-case names */
			metadata: Metadata;
		}

		interface FileStore {
			getBucket(bucket: string): Promise<object | null>;
			getResourcePath(bucket: string, key: string, resource: string): string;
			/** Writes a file; [bytes, MD5 in hex]. */
			putContent(path: string, content: AsyncIterable<Buffer>): Promise<[number, string]>;
			putMetadata(bucket: string, key: string, metadata: Metadata, md5: string): Promise<void>;
			putObject(object: ObjectToStore): Promise<{ size: number; md5: string }>;
			getObject(
				bucket: string,
				key: string,
			): Promise<{ size: number; content: Readable; metadata: Record<string, string> } | null>;
			existsObject(bucket: string, key: string): Promise<boolean>;
			listObjects(
				bucket: string,
				options: Record<string, never>,
			): Promise<{ objects: Array<{ key: string }> }>;
		}
	}

	export = S3rver;
}

declare module '@20minutes/s3rver/lib/models/account' {
	export const DUMMY_ACCOUNT: {
		createKeyPair(accessKeyId: string, secretAccessKey: string): void;
		revokeAccessKey(accessKeyId: string): void;
	};
}

declare module '@20minutes/s3rver/lib/signature/v4' {
	interface CanonicalRequest {
		uri: string;
		headers: Record<string, string | undefined>;
	}
	const v4: { getStringToSign(request: CanonicalRequest, signature: unknown): string };
	export default v4;
}
