import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Cleanup } from '../../../tools/demo/cleanup';
import { installN8n } from '../../../tools/n8n/install';
import { type FaultProxy, startFaultProxy } from '../../../tools/emulators/faultProxy';
import { createServices } from './services';
import { raiseStage, type Stage } from './stage';
import { startWorker, type Worker } from './worker';

/** How many executions a worker runs at once; n8n warns below five. */
export const CONCURRENCY = 5;

export interface Queue {
	/** The main process, which answers webhooks and runs nothing itself. */
	stage: Stage;
	workers: [Worker, Worker];
	/** Between the workers and the storage. */
	proxy: FaultProxy;
	/** Starts one more worker. */
	addWorker(name: string, withPackage?: boolean): Promise<Worker>;
	close(): Promise<void>;
}

/** n8n in queue mode: a main process and two workers, over PostgreSQL and Redis. */
export async function raiseQueue(binaryMode: 'database' | 'filesystem'): Promise<Queue> {
	const cleanup = new Cleanup();
	try {
		return await raise(cleanup, binaryMode);
	} catch (thrown) {
		await cleanup.run();
		throw thrown;
	}
}

async function raise(cleanup: Cleanup, binaryMode: string): Promise<Queue> {
	const services = await createServices(await installN8n());
	cleanup.add(() => services.drop());
	const env = {
		...services.env,
		...SHORTER_LOCKS,
		EXECUTIONS_MODE: 'queue',
		N8N_CONCURRENCY_PRODUCTION_LIMIT: String(CONCURRENCY),
		N8N_ENCRYPTION_KEY: randomBytes(18).toString('hex'),
		N8N_DEFAULT_BINARY_DATA_MODE: binaryMode,
		N8N_STORAGE_PATH: join(await cleanup.temporaryFolder(), 'shared'),
	};
	const stage = await raiseStage({ env });
	cleanup.add(() => stage.close());

	const { storage } = stage.emulators;
	const proxy = await startFaultProxy(storage.origin);
	stage.cleanup.add(() => proxy.close());
	const { presignPut } = storage;
	storage.presignPut = async (put) => proxy.through(await presignPut(put));

	const addWorker = async (name: string, withPackage?: boolean): Promise<Worker> =>
		await startWorker(stage, { name, env, withPackage });
	const workers = await settled([addWorker('worker-1'), addWorker('worker-2')]);
	return { stage, workers, proxy, addWorker, close: () => cleanup.run() };
}

/**
 * A worker reports every so often that it is still working on a job, and loses it if it does not. n8n's
 * own values are 60, 10 and 30 s: https://docs.n8n.io/hosting/configuration/environment-variables/queue-mode/
 */
const SHORTER_LOCKS = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '1000',
};

/** Both, or the first failure once nothing is left that could still start. */
async function settled<T>(both: [Promise<T>, Promise<T>]): Promise<[T, T]> {
	await Promise.allSettled(both);
	return await Promise.all(both);
}
