import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Cleanup } from '../demo/cleanup';
import { N8nClient, type Credential, type Execution } from '../n8n/client';
import type { InstalledN8n } from '../n8n/install';
import { startN8n } from '../n8n/start';
import { installPackage, type PackedPackage } from '../n8n/package';
import { measureRun, measureUpload, type Measured, type MeasuredUpload } from './measure';
import { COLLECTOR } from './process';
import { Remote } from './servers/remote';
import type { Sink } from './servers/sink';
import type { Vendors } from './servers/vendors';
import { build, readAndPause, TRIGGER, type NodeSpec } from './workflows/build';

/** Each answer costs n8n some 300 KiB of its heap, which are not to be taken for an upload's. */
const POLL_MS = 1_000;
const OWNER = { email: 'bench@example.com', password: 'Bench-2026' };

/** What n8n gets besides, to start every run alike. */
const COLLECTS: NodeJS.ProcessEnv = { NODE_OPTIONS: `--require ${COLLECTOR}` };

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
	pid: number;
	credentials: Credentials;
	/**
	 * Runs these nodes.
	 * @throws Failure when they do not succeed
	 */
	measure(nodes: NodeSpec[]): Promise<Measured>;
	/**
	 * Runs these nodes on files, once n8n has read those and given back what that took.
	 * @param pattern selects as many files
	 * @throws Failure when they do not succeed
	 */
	measureUpload(pattern: string, files: number, nodes: NodeSpec[]): Promise<MeasuredUpload>;
}

/**
 * Starts an n8n with the package and hands it to `work`; it is gone afterwards.
 * @param env in place of `COLLECTS`
 */
export async function withN8n<T>(
	lab: Lab,
	work: (bench: Bench) => Promise<T>,
	env: NodeJS.ProcessEnv = COLLECTS,
): Promise<T> {
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
			env: { ...env, N8N_STORAGE_PATH: storage },
			signal: lab.signal,
		});
		cleanup.add(() => running.stop());
		const client = new N8nClient(running.url, POLL_MS);
		await client.setUpOwner(OWNER);
		const credentials = await createCredentials(client, lab);
		const { pid } = running;
		const measured = async <T>(
			nodes: NodeSpec[],
			how: (start: () => Promise<Execution>) => Promise<T>,
		): Promise<T> => {
			const { id } = await client.createWorkflow(build('Benchmark', nodes));
			const result = await how(() => client.run(id, TRIGGER, lab.signal));
			// Files of earlier runs would fill the disk.
			await rm(storage, { recursive: true, force: true });
			return result;
		};
		return await work({
			pid,
			credentials,
			measure: (nodes) => measured(nodes, (start) => measureRun(pid, start)),
			measureUpload: (pattern, files, nodes) =>
				measured([...readAndPause(pattern), ...nodes], (start) =>
					measureUpload(pid, start, { storage, files }),
				),
		});
	} finally {
		await cleanup.run();
	}
}

async function createCredentials(client: N8nClient, lab: Lab): Promise<Credentials> {
	const { karmaCheck, kelviq } = await lab.vendors.call('about');
	const { baseUrl, token } = karmaCheck;
	const bearer = (value: string) => ({ name: 'Authorization', value: `Bearer ${value}` });
	const fields = {
		karmaCheck: {
			type: 'karmaCheckApi',
			// The chain of HTTP Request nodes does not sign in either.
			data: { environment: 'custom', baseUrl, authentication: 'token', token },
		},
		kelviq: { type: 'kelviqApi', data: { environment: 'custom', ...kelviq } },
		bearer: { type: 'httpHeaderAuth', data: bearer(token) },
		kelviqBearer: { type: 'httpHeaderAuth', data: bearer(kelviq.apiKey) },
		aws: {
			type: 'aws',
			data: {
				region: 'us-east-1',
				accessKeyId: 'any',
				secretAccessKey: 'any',
				customEndpoints: true,
				s3Endpoint: lab.sinkOrigin,
			},
		},
	};
	const created: Array<[string, Credential]> = [];
	for (const [name, { type, data }] of Object.entries(fields))
		created.push([name, await client.createCredential(name, type, data)]);
	return Object.fromEntries(created) as Credentials;
}
