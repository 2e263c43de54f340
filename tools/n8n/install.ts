import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, messageOf } from './failure';
import { alone, cacheFolder, fillOnce, freeBytes } from './cache';
import { needMachine } from './needs';
import { provideNode } from './node';
import { npm } from './npm';
import { NEWEST, type Release } from './releases';

export interface InstalledN8n {
	/** The Node binary to run it with. */
	node: string;
	/** n8n's command line script. */
	cli: string;
	/** What this release needs to be configured with. */
	env: NodeJS.ProcessEnv;
}

type Paths = Pick<InstalledN8n, 'node' | 'cli'>;

export interface InstallOptions {
	/** Default: the newest. */
	release?: Release;
	signal?: AbortSignal;
	/** Told what is being done. */
	onStep?: (what: string) => void;
	/** Told how much of n8n is there, from 0 to 1. */
	onShare?: (share: number) => void;
}

/**
 * The n8n of the cache folder, installed first if it is not there. What an interrupted install
 * has completed is kept, and the rest is done again; a second process waits for the first.
 * @throws Failure before anything is downloaded, that names everything this machine lacks
 */
export async function installN8n(options: InstallOptions = {}): Promise<InstalledN8n> {
	const { release = NEWEST, signal, onStep = () => {} } = options;
	const cache = cacheFolder();
	const done = await installedN8n(release);
	await needMachine(release, done !== undefined);
	if (done) return done;
	return await alone(
		cache,
		signal,
		() => onStep('another process is installing n8n: waiting for it'),
		async (own) =>
			(await installedN8n(release)) ?? (await install(release, { ...options, signal: own })),
	);
}

/** The n8n of the cache folder, if it is there. */
async function installedN8n(release: Release): Promise<InstalledN8n | undefined> {
	try {
		const ready = await readFile(join(folderOf(release), 'ready.json'), 'utf8');
		const paths = JSON.parse(ready) as Paths;
		const isThere = existsSync(paths.node) && existsSync(paths.cli);
		return isThere ? { ...paths, env: release.env } : undefined;
	} catch {
		return undefined;
	}
}

const folderOf = ({ version }: Release): string => join(cacheFolder(), `n8n-${version}`);

async function install(release: Release, options: InstallOptions): Promise<InstalledN8n> {
	const { signal, onStep = () => {}, onShare = () => {} } = options;
	const folder = folderOf(release);
	const cache = dirname(folder);
	const log = join(cache, 'install.log');
	await writeFile(log, '');
	const node = await provideNode(release.node, cache, { log, signal }, onStep);

	await fillOnce(folder, async (part) => {
		onStep(`n8n ${release.version} from npm, ${release.takes.bytes / 1e9} GB`);
		await cp(join(__dirname, 'releases', release.version), part, { recursive: true });
		const progress = await progressOf(release, part, onShare);
		const onError = progress.onOutput;
		await npm(['ci', '--loglevel=http'], { node, log, signal, cwd: part, onError }).finally(
			progress.end,
		);
	});

	await load(release.native, node, join(folder, 'node_modules', 'n8n'));
	const paths: Paths = { node, cli: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
	await writeFile(join(folder, 'ready.json'), JSON.stringify(paths));
	return { ...paths, env: release.env };
}

/** Loads packages of machine code with the Node that they have to fit. */
async function load(packages: string[], node: string, folder: string): Promise<void> {
	const script = packages.map((name) => `require('${name}');`).join(' ');
	try {
		await promisify(execFile)(node, ['-e', script], { cwd: folder });
	} catch (thrown) {
		const all = new Intl.ListFormat('en').format(packages);
		throw new Failure(`n8n needs ${all}, which this machine cannot load. ${messageOf(thrown)}`);
	}
}

/**
 * How far npm is: it first asks for what there is, then for the packages, and all the while unpacks
 * them. Half of the whole is what it has asked for, half what it has written.
 */
async function progressOf({ takes }: Release, folder: string, onShare: (share: number) => void) {
	const before = await freeBytes(folder);
	let requests = 0;
	const tell = async (): Promise<void> => {
		const written = before - (await freeBytes(folder));
		const asked = Math.min(requests / takes.requests, 1);
		onShare((asked + Math.min(Math.max(written / takes.bytes, 0), 1)) / 2);
	};
	const timer = setInterval(() => void tell().catch(() => {}), 1_000);
	return {
		onOutput: (text: string) => (requests += text.split('npm http ').length - 1),
		end: () => clearInterval(timer),
	};
}
