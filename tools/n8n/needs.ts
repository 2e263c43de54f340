import { Failure, messageOf } from './failure';
import { type Folder, type Machine, readMachine } from './machine';
import { nodePackage } from './node';
import type { Release } from './releases';

/** n8n itself 2.3 GB, Node 0.2 GB, npm's own cache 0.7 GB, and a margin. */
const CACHE_BYTES = 4e9;
/** n8n's data, the files of the stand-ins, and the package. */
const TEMPORARY_BYTES = 0.3e9;
/** What npm takes while it installs n8n; n8n, its task runner and the stand-ins take 1.1 GB later. */
const MEMORY_BYTES = 1.5e9;
/** Of the machine code in n8n's packages and in its database driver. */
const GLIBC = [2, 34] as const;

/** @throws Failure that names everything this machine lacks, if it lacks anything */
export async function needMachine(release: Release, isInstalled: boolean): Promise<void> {
	const missing = whatIsMissing(await readMachine(release, isInstalled), release);
	if (missing.length === 0) return;
	const lines = missing.map((sentence) => `• ${sentence}`);
	throw new Failure(
		['This machine lacks what n8n needs; nothing has been downloaded:', ...lines].join('\n'),
	);
}

/** All that a machine lacks for n8n, each in a sentence that ends with what to do. */
export function whatIsMissing(machine: Machine, release: Release): string[] {
	return [...programs(machine, release), ...room(machine), ...network(machine)];
}

function programs(machine: Machine, release: Release): string[] {
	const { platform, arch, node, glibc, absent } = machine;
	const [major = 0, minor = 0] = node.split('.').map(Number);
	const missing: string[] = [];
	if (major < 20 || (major === 20 && minor < 19))
		missing.push(`Node.js 20.19 or newer: this is ${node}. Install a newer one.`);
	for (const name of absent) missing.push(`The command '${name}'. Install it.`);

	const hasNode = major === release.node;
	try {
		if (!hasNode || platform === 'win32') nodePackage(platform, arch, release.node);
	} catch (thrown) {
		missing.push(messageOf(thrown));
	}
	if (platform !== 'linux') return missing;
	if (!glibc && !hasNode)
		missing.push(
			`Node.js ${release.node}: the one on npm needs the GNU C library, which this system does ` +
				`not have. Install Node.js ${release.node}, and run this with it.`,
		);
	if (glibc && isOlder(glibc))
		missing.push(
			`The GNU C library ${GLIBC.join('.')} or newer: this is ${glibc}. Use a newer system, such ` +
				'as Debian 12, Ubuntu 22.04 or RHEL 9.',
		);
	return missing;
}

function isOlder(glibc: string): boolean {
	const [major = 0, minor = 0] = glibc.split('.').map(Number);
	return major < GLIBC[0] || (major === GLIBC[0] && minor < GLIBC[1]);
}

function room({ memory, temporary, cache }: Machine): string[] {
	const missing: string[] = [];
	if (memory < MEMORY_BYTES)
		missing.push(`${gb(MEMORY_BYTES)} of memory: ${gb(memory)} are free. Free some.`);
	if (temporary.free < TEMPORARY_BYTES) missing.push(disk(temporary, TEMPORARY_BYTES, 'TMPDIR'));
	if (cache?.problem)
		missing.push(
			`A folder for n8n: ${cache.folder} cannot be created. Set XDG_CACHE_HOME to a writable ` +
				`folder. ${cache.problem}`,
		);
	else if (cache && cache.free < CACHE_BYTES)
		missing.push(disk(cache, CACHE_BYTES, 'XDG_CACHE_HOME'));
	return missing;
}

const disk = ({ folder, free }: Folder, needed: number, variable: string): string =>
	`${gb(needed)} of disk in ${folder}: ${gb(free)} are free. Free some, or set ${variable} to a ` +
	'folder on another disk.';

const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

function network({ noPort, noRegistry }: Machine): string[] {
	const missing: string[] = [];
	if (noPort) missing.push(`A port on 127.0.0.1. Allow programs to listen there. ${noPort}`);
	if (noRegistry) missing.push(`n8n from npm. ${noRegistry}`);
	return missing;
}
