import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { Middleware } from 'koa';
import { listen } from '../http';
import { BodyWatch } from './bodyWatch';
import { reportErrors } from './errors';
import { Keys } from './keys';
import { Owner } from './owner';
import { postObject } from './postObject';
import { requestRules } from './requestRules';
import { presignPostV2, presignV2 } from './signV2';
import { Inspector, storeAtomically } from './store';
import type { Storage, StorageOptions, StorageRequest } from './types';

export type * from './types';

/** The SDK behind it takes a quarter of a second to load, and few need it. */
const signV4 = async () => await import('./signV4');

/**
 * Starts an S3 on a free port of 127.0.0.1 with its data in a new temporary folder: s3rver, and
 * in front of it what s3rver does not enforce.
 */
export async function startStorage(o: StorageOptions = {}): Promise<Storage> {
	const folder = await mkdtemp(join(tmpdir(), 'storage-emulator-'));
	const directory = join(folder, 'data');
	const staging = join(folder, 'staging');
	await Promise.all([mkdir(directory), mkdir(staging)]);

	const keys = new Keys();
	const requests: StorageRequest[] = [];
	const bodies = new BodyWatch(o.idleMs ?? 20_000);
	const app = new S3rver({
		directory,
		silent: true,
		vhostBuckets: false,
		// Virtual-host style: <bucket>.s3.localhost
		serviceEndpoint: 'localhost',
		configureBuckets: (o.buckets ?? []).map((name) => ({ name })),
	});
	await app.configureBuckets();
	storeAtomically(app.store, staging);
	app.middleware.unshift(
		record(requests),
		reportErrors,
		bodies.middleware,
		postObject(keys, app.store, () => storage),
		requestRules(keys),
	);
	const { origin, server, close } = await listen(app.callback());
	bodies.attach(server);

	const inspector = new Inspector(app.store);
	const owner = new Owner(app.store);
	const storage: Storage = {
		origin,
		...keys.temporary,
		longTerm: keys.longTerm,
		requests,
		formEtags: true,
		expireSession: () => void (keys.sessionExpired = true),
		presignPut: async (put) =>
			put.signatureVersion === 'v4'
				? await (await signV4()).presignPutV4(origin, keys.temporary, put)
				: presignV2(origin, keys.temporary, 'PUT', put, put.contentType),
		presignGet: async (get) => presignV2(origin, keys.temporary, 'GET', get),
		presignPost: async (post) =>
			post.signatureVersion === 'v4'
				? await (await signV4()).presignPostV4(origin, keys.longTerm, post)
				: presignPostV2(origin, keys.longTerm, post),
		stat: async (bucket, key) => await inspector.stat(bucket, key),
		exists: async (bucket, key) => await inspector.exists(bucket, key),
		read: async (bucket, key) => await inspector.read(bucket, key),
		keys: async (bucket) => await inspector.keys(bucket),
		put: async (bucket, key, bytes, type) => await owner.put(bucket, key, bytes, type),
		move: async (bucket, from, to) => await owner.move(bucket, from, to),
		remove: async (bucket, key) => await owner.remove(bucket, key),
		reset: async () => {
			await bodies.cut();
			await rm(directory, { recursive: true });
			await mkdir(directory);
			await app.configureBuckets();
			requests.length = 0;
			keys.sessionExpired = false;
			storage.formEtags = true;
		},
		close: async () => {
			await close();
			await bodies.finished();
			app.logger.exceptions.unhandle();
			app.logger.close();
			keys.revoke();
			await rm(folder, { recursive: true, force: true });
		},
	};
	return storage;
}

function record(requests: StorageRequest[]): Middleware {
	return async ({ req, res }, next) => {
		const { method = '', url = '' } = req;
		const headers = Object.fromEntries(
			Object.entries(req.headers).map(([name, value]) => [name, String(value)]),
		);
		res.once('close', () => requests.push({ method, url, headers, status: res.statusCode }));
		return await next();
	};
}
