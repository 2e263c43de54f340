import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cleanup } from '../demo/cleanup';
import { Failure } from '../demo/failure';
import { N8nClient, type Credential, type Execution, type WorkflowFile } from '../demo/n8n/client';
import type { InstalledN8n } from '../demo/n8n/install';
import { startN8n } from '../demo/n8n/start';
import { installPackage, type PackedPackage } from '../demo/package';
import { COLLECTOR, startMeter, type Cost } from './process';
import { Remote } from './servers/remote';
import type { Sink } from './servers/sink';
import type { Vendors } from './servers/vendors';
import { PAUSE, READ, TRIGGER } from './workflows/build';

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

/** Of all nodes, or of those after the pause where there is one. */
export interface Measured extends Cost {
	/** Milliseconds that n8n says its nodes took, but for the trigger, the reading and the pause. */
	ms: number;
	/** What came before the pause. */
	reading?: Cost;
	run: Execution;
}

/** An n8n of its own for one series of measurements. */
export interface Bench {
	pid: number;
	credentials: Credentials;
	/**
	 * Runs a workflow made by `build`.
	 * @param files how many it reads, if it pauses after that; default: 1
	 * @throws Failure when it does not succeed
	 */
	measure(workflow: WorkflowFile, files?: number): Promise<Measured>;
}

/**
 * Starts an n8n with the package and hands it to `work`; it is gone afterwards.
 * @param env what n8n gets besides, e.g. other `NODE_OPTIONS`
 */
export async function withN8n<T>(
	lab: Lab,
	work: (bench: Bench) => Promise<T>,
	env: NodeJS.ProcessEnv = { NODE_OPTIONS: `--require ${COLLECTOR}` },
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
		const measure = async (workflow: WorkflowFile, files = 1) => {
			const { id } = await client.createWorkflow(workflow);
			const start = () => client.run(id, TRIGGER, lab.signal);
			const pauses = workflow.nodes.some(({ name }) => name === PAUSE);
			const costs = await (pauses
				? costsAroundPause(running.pid, start, (over) => filesStored(storage, files, over))
				: costsOf(running.pid, start));
			// Files of earlier runs would fill the disk.
			await rm(storage, { recursive: true, force: true });
			return { ...costs, ms: timeOf(costs.run) };
		};
		return await work({ pid: running.pid, credentials, measure });
	} finally {
		await cleanup.run();
	}
}

type Costs = Omit<Measured, 'ms'>;

async function costsOf(pid: number, start: () => Promise<Execution>): Promise<Costs> {
	const cost = await startMeter(pid);
	const run = await start();
	return { ...(await cost()), run };
}

/** @throws Failure when the pause was not where the one part was to end and the other to begin */
async function costsAroundPause(
	pid: number,
	start: () => Promise<Execution>,
	read: (over: AbortSignal) => Promise<void>,
): Promise<Costs> {
	const readingCost = await startMeter(pid);
	const over = new AbortController();
	const running = start().finally(() => over.abort());
	const [run, { reading, readAt, cost, from }] = await Promise.all([
		running,
		read(over.signal).then(async () => {
			const [reading, readAt] = [await readingCost(), Date.now()];
			return { reading, readAt, cost: await startMeter(pid), from: Date.now() };
		}),
	]);
	const costs = { ...(await cost()), reading, run };
	const pause = run.runs.get(PAUSE);
	const inPause =
		pause && pause.startTime <= readAt && from <= pause.startTime + pause.executionTime;
	if (run.status === 'success' && !inPause)
		throw new Failure('The pause after the reading was too short, or came too late.');
	return costs;
}

/** Waits until n8n has stored as many files, or until `over`. */
async function filesStored(storage: string, files: number, over: AbortSignal): Promise<void> {
	for (let stored = 0; stored < files && !over.aborted;) {
		await sleep(100);
		const names = await readdir(storage, { recursive: true }).catch(() => []);
		// It comes when the file is complete.
		stored = names.filter((name) => name.endsWith('.metadata')).length;
	}
	// The reading node ends, and the pause begins.
	await sleep(500);
}

function timeOf(run: Execution): number {
	const failed = [...run.runs].find(([, { error }]) => error);
	if (run.status !== 'success') {
		const why = failed ? `${failed[0]}: ${failed[1].error?.message}` : run.status;
		throw new Failure(`A run that was to be measured ended with ${why}`);
	}
	let ms = 0;
	for (const [name, { executionTime }] of run.runs)
		if (![TRIGGER, READ, PAUSE].includes(name)) ms += executionTime;
	return ms;
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
