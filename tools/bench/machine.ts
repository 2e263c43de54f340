import { execFile } from 'node:child_process';
import { cpus, freemem, loadavg, release, totalmem, type as systemName } from 'node:os';
import { promisify } from 'node:util';
import type { Cleanup } from '../demo/cleanup';
import { freeBytes } from '../n8n/cache';
import { Failure } from '../n8n/failure';
import { NEWEST } from '../n8n/releases';
import { curlVersion } from './curl';
import { GIB } from './files';
import type { InstalledN8n } from '../n8n/install';
import type { PackedPackage } from '../n8n/package';
import type { Machine } from './results';

const run = promisify(execFile);

/** A folder in memory, on Linux: the disk then has no say in what is measured. */
const IN_MEMORY = '/dev/shm';

/** n8n itself, and the most that a peer was seen to take. */
const BYTES_FOR_N8N = 4 * GIB;

/**
 * Makes a folder where all temporary files go, also those of the processes started from now on: in
 * memory if there is room, or where TMPDIR says.
 */
export async function temporaryFolder(cleanup: Cleanup, bytesNeeded: number): Promise<string> {
	const free = await freeBytes(IN_MEMORY).catch(() => 0);
	if (!process.env.TMPDIR && Math.min(free, freemem()) > bytesNeeded + BYTES_FOR_N8N)
		process.env.TMPDIR = IN_MEMORY;
	const folder = await cleanup.temporaryFolder();
	process.env.TMPDIR = folder;
	return folder;
}

export async function describeMachine({
	n8n,
	packed,
	folder,
}: {
	n8n: InstalledN8n;
	packed: PackedPackage;
	folder: string;
}): Promise<Machine> {
	const [cpu] = cpus();
	if (!cpu) throw new Failure('The system does not tell what processor it has.');
	const fileSystem = await run('stat', ['--file-system', '--format=%T', folder]);
	return {
		cpu: cpu.model.trim(),
		cores: cpus().length,
		memory: totalmem(),
		loadBefore: loadavg()[0] ?? NaN,
		system: `${systemName()} ${release()}`,
		versions: {
			package: packed.version,
			n8n: NEWEST.version,
			node: (await run(n8n.node, ['--version'])).stdout.trim(),
			curl: await curlVersion(),
		},
		fileSystem: fileSystem.stdout.trim(),
	};
}
