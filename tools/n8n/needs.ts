import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { freemem, tmpdir, totalmem } from 'node:os';
import { cacheFolder, freeBytes } from './cache';
import { Failure, messageOf } from './failure';
import { nodePackage } from './node';
import { npm } from './npm';
import { freePorts } from './ports';
import type { Release } from './releases';

/** n8n itself 2.3 GB, Node 0.2 GB, npm's own cache 0.7 GB, and a margin. */
const CACHE_BYTES = 4e9;
/** n8n's data, the files of the stand-ins, and the package. */
const TEMPORARY_BYTES = 0.3e9;
/** What npm takes while it installs n8n; n8n, its task runner and the stand-ins take 1.1 GB later. */
const MEMORY_BYTES = 1.5e9;
/** Of the machine code in n8n's packages and in its database driver. */
const GLIBC = [2, 34] as const;
const COMMANDS = ['npm', 'sh', 'tar', 'gzip'];

/** What there is to know about a machine before n8n is put on it. */
export interface Machine {
	platform: string;
	arch: string;
	/** Of the running process, such as `20.20.2`. */
	node: string;
	/** The version of the GNU C library, where there is one. */
	glibc?: string;
	/** Bytes that may still be used. */
	memory: number;
	searchPath: string;
	temporary: { folder: string; free: number };
	/** Why a server on 127.0.0.1 cannot be started, if it cannot. */
	noPort?: string;
	/** Where n8n is installed; absent if it is there already. */
	cache?: { folder: string; free: number; problem?: string };
	/** Why npm does not get n8n, if it does not. */
	noRegistry?: string;
}

/**
 * Looks at this machine; nothing is downloaded.
 * @param isInstalled whether the n8n is there already
 */
export async function readMachine(release: Release, isInstalled: boolean): Promise<Machine> {
	const noPort = await whyNot(() => freePorts(1));
	const temporary = { folder: tmpdir(), free: await freeBytes(tmpdir()) };
	const { glibcVersionRuntime } = (process.report.getReport() as unknown as Report).header;
	const machine: Machine = {
		platform: process.platform,
		arch: process.arch,
		node: process.versions.node,
		glibc: glibcVersionRuntime,
		memory: memory(),
		searchPath: process.env.PATH ?? '',
		temporary,
		noPort,
	};
	if (isInstalled) return machine;
	const folder = cacheFolder();
	const problem = await whyNot(() => mkdir(folder, { recursive: true }));
	const cache = { folder, problem, free: problem ? 0 : await freeBytes(folder) };
	const asked = ['view', `n8n@${release.version}`, 'version', '--fetch-retries=1'];
	const noRegistry = await whyNot(() => npm(asked, { cwd: tmpdir() }));
	// Here, what npm printed says no more than the sentence in front of it.
	return { ...machine, cache, noRegistry: noRegistry?.split("npm's output:")[0]?.trim() };
}

/** All that a machine lacks for n8n, each in a sentence that ends with what to do. */
export function whatIsMissing(machine: Machine, release: Release): string[] {
	const { platform, arch, node, glibc, searchPath, temporary, noPort, cache, noRegistry } = machine;
	const missing: string[] = [];
	const [major = 0, minor = 0] = node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19))
		missing.push(`Node.js 20.19 or newer: this is ${node}. Install a newer one.`);
	const absent = COMMANDS.filter((name) => !isOnPath(name, searchPath));
	for (const name of absent) missing.push(`The command '${name}'. Install it.`);
	try {
		if (platform === 'win32' || major !== release.node) nodePackage(platform, arch, release.node);
	} catch (thrown) {
		missing.push(messageOf(thrown));
	}
	if (platform === 'linux' && glibc && isOlder(glibc))
		missing.push(
			`The GNU C library ${GLIBC.join('.')} or newer: this is ${glibc}. Use a newer system, such ` +
				'as Debian 12, Ubuntu 22.04 or RHEL 9.',
		);
	if (platform === 'linux' && !glibc && major !== release.node)
		missing.push(
			`Node.js ${release.node}, which npm has only for the GNU C library. Install it, as here in ` +
				`Alpine Linux, and run this with it.`,
		);
	if (machine.memory < MEMORY_BYTES)
		missing.push(`${gb(MEMORY_BYTES)} of memory: ${gb(machine.memory)} are free. Free some.`);
	if (temporary.free < TEMPORARY_BYTES) missing.push(space(temporary, TEMPORARY_BYTES, 'TMPDIR'));
	if (noPort) missing.push(`A port on 127.0.0.1. Allow programs to listen there: ${noPort}`);
	if (cache?.problem)
		missing.push(
			`A folder for n8n: ${cache.folder} cannot be created. Set XDG_CACHE_HOME to a writable ` +
				`folder: ${cache.problem}`,
		);
	else if (cache && cache.free < CACHE_BYTES)
		missing.push(space(cache, CACHE_BYTES, 'XDG_CACHE_HOME'));
	if (noRegistry) missing.push(`n8n from npm. ${noRegistry}`);
	return missing;
}

/** @throws Failure that names everything this machine lacks, if it lacks anything */
export async function needMachine(release: Release, isInstalled: boolean): Promise<void> {
	const missing = whatIsMissing(await readMachine(release, isInstalled), release);
	if (missing.length > 0)
		throw new Failure(
			[
				'This machine lacks what n8n needs; nothing has been downloaded:',
				...missing.map((line) => `• ${line}`),
			].join('\n'),
		);
}

interface Report {
	header: { glibcVersionRuntime?: string };
}

const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

const space = (at: { folder: string; free: number }, needed: number, name: string): string =>
	`${gb(needed)} of disk in ${at.folder}: ${gb(at.free)} are free. Free some, or set ${name} to a ` +
	'folder on another disk.';

function isOlder(glibc: string): boolean {
	const [major = 0, minor = 0] = glibc.split('.').map(Number);
	return major < GLIBC[0] || (major === GLIBC[0] && minor < GLIBC[1]);
}

const isOnPath = (name: string, searchPath: string): boolean =>
	searchPath.split(delimiter).some((folder) => existsSync(join(folder, name)));

/** What macOS calls free leaves out what it would give back at once. */
const memory = (): number => (process.platform === 'linux' ? available() : totalmem());

/** A container may be allowed less than the machine has. Absent before Node.js 20.13. */
const available = (): number =>
	(process as { availableMemory?: () => number }).availableMemory?.() ?? freemem();

async function whyNot(work: () => Promise<unknown>): Promise<string | undefined> {
	try {
		await work();
		return undefined;
	} catch (thrown) {
		return messageOf(thrown);
	}
}
