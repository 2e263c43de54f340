import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Cleanup } from '../../../tools/demo/cleanup';
import { type Credential, N8nClient, type Owner } from '../../../tools/n8n/client';
import { type InstalledN8n, installN8n } from '../../../tools/n8n/install';
import { type RunningN8n, startN8n } from '../../../tools/n8n/start';
import { installPackage, packBuilt, type PackedPackage } from '../../../tools/n8n/package';
import { createCredentials } from '../../../tools/demo/vendors';
import { copyFiles, seededIn, type Surroundings } from '../../../tools/demo/workflows';
import { type Emulators, startEmulators } from '../../../tools/emulators';

export const OWNER: Owner = { email: 'owner@example.com', password: 'Owner-2026' };

/** The types of the package, in their order; those for agents come from n8n, and triggers have none. */
export const OWN_NODES = [
	'karmaCheck',
	'karmaCheckTool',
	'karmaCheckTrigger',
	'kelviq',
	'kelviqTool',
	'kelviqTrigger',
];

export interface StageOptions {
	/** Default: the n8n of the demo, installed if it is not there. */
	installed?: InstalledN8n;
	/** Wins over what the demo sets for n8n. */
	env?: NodeJS.ProcessEnv;
	/** Puts the package into n8n before it starts; default: unpacked, as n8n's installer does it. */
	provide?: (packed: PackedPackage, userFolder: string) => Promise<void>;
	/** Whether both credentials are created and tested; default true. */
	credentials?: boolean;
}

/** A running n8n with the package, its owner logged in, and the emulators. */
export interface Stage {
	/** Undone by `close`, last first. */
	cleanup: Cleanup;
	emulators: Emulators;
	installed: InstalledN8n;
	packed: PackedPackage;
	/** Contains everything below; removed by `close`. */
	folder: string;
	userFolder: string;
	/** The only folder n8n's file nodes may touch; holds the files of the examples. */
	filesFolder: string;
	n8n: RunningN8n;
	client: N8nClient;
	/** What `adapt` needs to make an example run here; no credentials if none were requested. */
	surroundings: Surroundings;
	close(): Promise<void>;
}

/** Sets up everything an n8n test needs; if it fails halfway, what was done is undone. */
export async function raiseStage(options: StageOptions = {}): Promise<Stage> {
	const cleanup = new Cleanup();
	try {
		return await raise(cleanup, options);
	} catch (thrown) {
		await cleanup.run();
		throw thrown;
	}
}

async function raise(cleanup: Cleanup, options: StageOptions): Promise<Stage> {
	const folder = await cleanup.temporaryFolder();
	const filesFolder = join(folder, 'files');
	const userFolder = join(folder, 'user');
	await mkdir(userFolder);
	await copyFiles(filesFolder);
	const packed = await packBuilt(folder);
	const installed = options.installed ?? (await installN8n());

	const emulators = await startEmulators();
	cleanup.add(() => emulators.close());

	if (options.provide) await options.provide(packed, userFolder);
	else await installPackage(packed, userFolder);
	const n8n = await startN8n({ n8n: installed, userFolder, filesFolder, env: options.env });
	cleanup.add(() => n8n.stop());
	const client = new N8nClient(n8n.url);
	await client.setUpOwner(OWNER);
	const wanted = options.credentials ?? true;
	const credentials: { [node: string]: Credential } = wanted
		? await createCredentials(client, emulators)
		: {};

	const surroundings = { filesFolder, credentials, ...seededIn(emulators) };
	return {
		cleanup,
		emulators,
		installed,
		packed,
		folder,
		userFolder,
		filesFolder,
		n8n,
		client,
		surroundings,
		close: () => cleanup.run(),
	};
}
