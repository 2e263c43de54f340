import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { freemem, tmpdir, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { cacheFolder, freeBytes } from './cache';
import { messageOf } from './failure';
import { npm } from './npm';
import { freePorts } from './ports';
import type { Release } from './releases';

/** What there is to know about a machine before n8n is put on it. */
export interface Machine {
	platform: string;
	arch: string;
	/** Of the running process, such as `20.20.2`. */
	node: string;
	/** The version of the GNU C library, where there is one. */
	glibc?: string;
	/** Commands that are needed and not there. */
	absent: string[];
	/** Bytes that may still be used. */
	memory: number;
	/** For the data of a run. */
	temporary: Folder;
	/** Why a server on 127.0.0.1 cannot be started, if it cannot. */
	noPort?: string;
	/** Where n8n is installed; absent if it is there already. */
	cache?: Folder & { problem?: string };
	/** Why npm does not get n8n, if it does not. */
	noRegistry?: string;
}

export interface Folder {
	folder: string;
	/** Bytes. */
	free: number;
}

/** `sh` guards what is started, and GNU tar unpacks with gzip. */
const COMMANDS = ['npm', 'sh', 'tar', 'gzip'];

/**
 * Looks at this machine; nothing is downloaded.
 * @param isInstalled whether the n8n is there already
 */
export async function readMachine(release: Release, isInstalled: boolean): Promise<Machine> {
	const { glibcVersionRuntime } = (process.report.getReport() as unknown as Report).header;
	const machine: Machine = {
		platform: process.platform,
		arch: process.arch,
		node: process.versions.node,
		glibc: glibcVersionRuntime,
		absent: COMMANDS.filter((name) => !isOnPath(name)),
		memory: process.platform === 'linux' ? available() : totalmem(),
		temporary: { folder: tmpdir(), free: await freeBytes(tmpdir()) },
		noPort: await whyNot(() => freePorts(1)),
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

interface Report {
	header: { glibcVersionRuntime?: string };
}

const isOnPath = (name: string): boolean =>
	(process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

/**
 * What Linux gives to a process; a container may be allowed less than the machine has. What macOS calls
 * free leaves out what it would give back at once, so the total counts there.
 */
const available = (): number =>
	// Absent before Node.js 20.13.
	(process as { availableMemory?: () => number }).availableMemory?.() ?? freemem();

async function whyNot(work: () => Promise<unknown>): Promise<string | undefined> {
	try {
		await work();
		return undefined;
	} catch (thrown) {
		return messageOf(thrown);
	}
}
