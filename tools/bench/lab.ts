import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Cleanup } from '../demo/cleanup';
import type { Step } from '../demo/report';
import { N8nClient, type Credential, type Json } from '../n8n/client';
import { installN8n, type InstalledN8n } from '../n8n/install';
import { buildAndPack, installPackage, type PackedPackage } from '../n8n/package';
import { startN8n } from '../n8n/start';
import { temporaryFolder } from './machine';
import { COLLECTOR, measureUpload } from './measure';
import type { Cost } from './results';
import { Remote } from './servers/remote';
import type { Sink } from './servers/sink';
import type { Vendors } from './servers/vendors';
import { build, readAndPause, TRIGGER, type NodeSpec } from './workflows/build';

/** Each answer costs n8n some 300 KiB of its heap, which are not to be taken for an upload's. */
const POLL_MS = 1_000;
const OWNER = { email: 'bench@example.com', password: 'Bench-2026' };

/** What stays the same over all measurements. */
export interface Lab {
	n8n: InstalledN8n;
	packed: PackedPackage;
	/** Holds the files to upload; the only folder n8n may read. */
	filesFolder: string;
	folder: string;
	sink: Remote<Sink>;
	sinkOrigin: string;
	vendors: Remote<Vendors>;
	signal: AbortSignal;
}

export type Credentials = Record<
	'karmaCheck' | 'kelviq' | 'bearer' | 'kelviqBearer' | 'aws',
	Credential
>;

/** An n8n of its own for one series of measurements. */
export interface Bench {
	credentials: Credentials;
	/**
	 * Runs these nodes on files, once n8n has read those and given back what that took.
	 * @param pattern selects as many files
	 * @throws Failure when they do not succeed
	 */
	upload(pattern: string, files: number, nodes: NodeSpec[]): Promise<Cost>;
}

/** @param bytesNeeded for the files that will be there at a time */
export async function prepare(
	cleanup: Cleanup,
	bytesNeeded: number,
	step: Step,
	signal: AbortSignal,
): Promise<Lab> {
	const folder = await temporaryFolder(cleanup, bytesNeeded);
	const packed = await step('Build and pack the package', () => buildAndPack(folder, signal));
	const n8n = await step('n8n, installed once and kept', ({ note, share }) =>
		installN8n({ signal, onStep: note, onShare: share }),
	);
	const filesFolder = join(folder, 'files');
	await mkdir(filesFolder);
	const sink = await Remote.start<Sink>('sink.ts');
	cleanup.add(() => sink.stop());
	const sinkOrigin = await sink.call('origin');
	const vendors = await Remote.start<Vendors>('vendors.ts', sinkOrigin);
	cleanup.add(() => vendors.stop());
	return { n8n, packed, filesFolder, folder, sink, sinkOrigin, vendors, signal };
}

/** Starts an n8n with the package and hands it to `work`; it is gone afterwards. */
export async function withN8n<T>(lab: Lab, work: (bench: Bench) => Promise<T>): Promise<T> {
	const cleanup = new Cleanup();
	try {
		const userFolder = join(lab.folder, 'user');
		await mkdir(userFolder);
		cleanup.add(() => rm(userFolder, { recursive: true, force: true, maxRetries: 5 }));
		await installPackage(lab.packed, userFolder);
		const storage = join(userFolder, 'storage');
		const running = await startN8n({
			n8n: lab.n8n,
			userFolder,
			filesFolder: lab.filesFolder,
			env: { NODE_OPTIONS: `--require ${COLLECTOR}`, N8N_STORAGE_PATH: storage },
			signal: lab.signal,
		});
		cleanup.add(() => running.stop());
		const client = new N8nClient(running.url, POLL_MS);
		await client.setUpOwner(OWNER);
		const upload: Bench['upload'] = async (pattern, files, nodes) => {
			const workflow = build('Benchmark', [...readAndPause(pattern), ...nodes]);
			const { id } = await client.createWorkflow(workflow);
			const start = () => client.run(id, TRIGGER, lab.signal);
			const cost = await measureUpload(running.pid, start, { storage, files });
			// Files of earlier runs would fill the disk.
			await rm(storage, { recursive: true, force: true });
			return cost;
		};
		return await work({ credentials: await createCredentials(client, lab), upload });
	} finally {
		await cleanup.run();
	}
}

async function createCredentials(client: N8nClient, lab: Lab): Promise<Credentials> {
	const { karmaCheck, kelviq } = await lab.vendors.call('about');
	const { baseUrl, token } = karmaCheck;
	const bearer = (value: string) => ({ name: 'Authorization', value: `Bearer ${value}` });
	const create = async (type: string, data: { [field: string]: Json }) =>
		await client.createCredential(type, type, data);
	const custom = { environment: 'custom' };
	const keys = { region: 'us-east-1', accessKeyId: 'any', secretAccessKey: 'any' };
	return {
		karmaCheck: await create('karmaCheckApi', {
			...custom,
			baseUrl,
			// The chain of HTTP Request nodes does not sign in either.
			authentication: 'token',
			token,
		}),
		kelviq: await create('kelviqApi', { ...custom, ...kelviq }),
		bearer: await create('httpHeaderAuth', bearer(token)),
		kelviqBearer: await create('httpHeaderAuth', bearer(kelviq.apiKey)),
		aws: await create('aws', { ...keys, customEndpoints: true, s3Endpoint: lab.sinkOrigin }),
	};
}
