import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import type { FileStore } from '@20minutes/s3rver';

/** The files s3rver keeps for one object; the object is there when the last one is. */
const RESOURCES = ['metadata.json', 'object.md5', 'object'];

/** What a vendor does with the objects of its own bucket, bypassing all signatures. */
export class Owner {
	constructor(private readonly store: FileStore) {}

	async put(bucket: string, key: string, bytes: Buffer, contentType: string): Promise<void> {
		const content = Readable.from([bytes]);
		await this.store.putObject({ bucket, key, content, metadata: { 'content-type': contentType } });
	}

	/** By renaming: s3rver can only copy, and an object may be gigabytes in size. */
	async move(bucket: string, from: string, to: string): Promise<void> {
		const path = (key: string, resource: string) =>
			this.store.getResourcePath(bucket, key, resource);
		await mkdir(dirname(path(to, 'object')), { recursive: true });
		for (const resource of RESOURCES) await rename(path(from, resource), path(to, resource));
	}

	/** Folders stay: s3rver's own deletion may remove one that an upload has just created. */
	async remove(bucket: string, key: string): Promise<void> {
		for (const resource of RESOURCES.toReversed()) {
			await rm(this.store.getResourcePath(bucket, key, resource), { force: true });
		}
	}
}
