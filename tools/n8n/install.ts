import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure, messageOf } from './failure';
import { alone, cacheFolder, fillOnce, freeBytes } from './cache';
import { buildNative } from './native';
import { provideNode } from './node';
import { npm } from './npm';
import { NEWEST, type Release } from './releases';

/** n8n itself 2.2 GB, Node 0.2 GB, npm's own cache, and a margin. */
const BYTES_NEEDED = 4e9;

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
	/** Told what is being done and how long it usually takes. */
	onStep?: (what: string) => void;
}

/**
 * The n8n of the cache folder, installed first if it is not there. What an interrupted install
 * has completed is kept, and the rest is done again; a second process waits for the first.
 */
export async function installN8n(options: InstallOptions = {}): Promise<InstalledN8n> {
	const { release = NEWEST, signal, onStep = () => {} } = options;
	const cache = cacheFolder();
	const folder = join(cache, `n8n-${release.version}`);
	const ready = join(folder, 'ready.json');
	const done = await readReady(ready, release);
	if (done) return done;
	await mkdir(cache, { recursive: true }).catch((thrown) => {
		throw new Failure(
			`n8n is installed in ${cache}, which cannot be created: ${messageOf(thrown)}. ` +
				'Set XDG_CACHE_HOME to a writable folder, and start again.',
		);
	});
	return await alone(
		cache,
		signal,
		() => onStep('another process is installing n8n: waiting for it'),
		async (own) =>
			(await readReady(ready, release)) ??
			(await withProgress(onStep, () => install(release, folder, own, onStep))),
	);
}

async function install(
	release: Release,
	folder: string,
	signal: AbortSignal,
	onStep: (what: string) => void,
): Promise<InstalledN8n> {
	const cache = dirname(folder);
	const log = join(cache, 'install.log');
	await writeFile(log, '');
	if (!existsSync(folder)) await needSpace(cache);
	const { node, headers } = await provideNode(release.node, cache, { log, signal }, onStep);
	const run = { node, headers, log, signal };

	if (!existsSync(folder))
		onStep(`n8n ${release.version} from npm (2.2 GB, usually 2 to 4 minutes)`);
	await fillOnce(folder, async (part) => {
		await writeFile(join(part, 'package.json'), manifest(release));
		await npm(['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], {
			...run,
			cwd: part,
		});
	});

	onStep('its database driver (usually a minute of compiling)');
	await buildNative(release.native, folder, run);
	const paths: Paths = { node, cli: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
	await writeFile(join(folder, 'ready.json'), JSON.stringify(paths));
	return { ...paths, env: release.env };
}

function manifest({ version, overrides, native }: Release): string {
	const allowScripts = Object.fromEntries(native.map((name) => [name, true]));
	const dependencies = { n8n: version };
	return JSON.stringify({ private: true, dependencies, overrides, allowScripts }, null, 2);
}

async function readReady(file: string, { env }: Release): Promise<InstalledN8n | undefined> {
	try {
		const installed = JSON.parse(await readFile(file, 'utf8')) as Paths;
		return existsSync(installed.node) && existsSync(installed.cli)
			? { ...installed, env }
			: undefined;
	} catch {
		return undefined;
	}
}

async function needSpace(cache: string): Promise<void> {
	const free = await freeBytes(cache);
	if (free < BYTES_NEEDED)
		throw new Failure(
			`${cache} has ${(free / 1e9).toFixed(1)} GB free and n8n needs about ${BYTES_NEEDED / 1e9} GB. ` +
				'Free some space, or set XDG_CACHE_HOME to a folder on another disk, and start again.',
		);
}

/** Reports every 20 seconds how long it has taken so far. */
async function withProgress<T>(onStep: (what: string) => void, work: () => Promise<T>): Promise<T> {
	const start = Date.now();
	const tell = (): void => onStep(`… ${Math.round((Date.now() - start) / 1_000)} s`);
	const timer = setInterval(tell, 20_000);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
