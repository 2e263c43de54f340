import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from '@20minutes/s3rver';
import { S3Error } from './errors';
import type { StoredObject } from './types';

/** Largest object of one PUT or POST, in bytes. */
export const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;

/**
 * s3rver writes to an object's final place, so half an upload can be read and stays after a broken
 * connection. Here the bytes go to `staging` (same file system) and are moved once all have arrived.
 */
export function storeAtomically(store: FileStore, staging: string): void {
	store.putObject = async ({ bucket, key, content, metadata }) => {
		checkKey(key);
		const staged = join(staging, randomUUID());
		try {
			const [size, md5] = await store.putContent(staged, content);
			const path = store.getResourcePath(bucket, key, 'object');
			await mkdir(dirname(path), { recursive: true });
			await store.putMetadata(bucket, key, metadata, md5);
			await rename(staged, path);
			return { size, md5 };
		} finally {
			await rm(staged, { force: true });
		}
	};
}

function checkKey(key: string): void {
	const size = Buffer.byteLength(key);
	if (size > 1024) {
		throw new S3Error(400, 'KeyTooLongError', 'Your key is too long', {
			Size: size,
			MaxSizeAllowed: 1024,
		});
	}
	if (key.split('/').includes('..')) {
		throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.", { URI: key });
	}
}

/** What a bucket contains, bypassing all signatures: for assertions. */
export class Inspector {
	constructor(private readonly store: FileStore) {}

	async stat(bucket: string, key: string): Promise<StoredObject | undefined> {
		const object = await this.store.getObject(bucket, key);
		if (!object) return undefined;
		const sha256 = createHash('sha256');
		for await (const chunk of object.content) sha256.update(chunk as Buffer);
		return {
			size: object.size,
			contentType: object.metadata['content-type'] ?? '',
			etag: (object.metadata.etag ?? '').replaceAll('"', ''),
			sha256: sha256.digest('hex'),
		};
	}

	async exists(bucket: string, key: string): Promise<boolean> {
		return await this.store.existsObject(bucket, key);
	}

	async read(bucket: string, key: string): Promise<Buffer> {
		const object = await this.store.getObject(bucket, key);
		if (!object) throw new Error(`No object ${key} in bucket ${bucket}`);
		const chunks: Buffer[] = [];
		for await (const chunk of object.content) chunks.push(chunk as Buffer);
		return Buffer.concat(chunks);
	}

	async keys(bucket: string): Promise<string[]> {
		if (!(await this.store.getBucket(bucket))) return [];
		const { objects } = await this.store.listObjects(bucket, {});
		return objects.map(({ key }) => key).sort();
	}
}
