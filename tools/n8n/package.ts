import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { npm } from './npm';

/** The checkout this demo belongs to. */
export const PROJECT = resolve(__dirname, '../..');

export interface PackedPackage {
	name: string;
	version: string;
	/** Path of the `.tgz`, as it would be published. */
	tarball: string;
}

interface Manifest {
	name: string;
	version: string;
	author?: { name?: string; email?: string };
	n8n: { nodes: string[] };
	[key: string]: unknown;
}

/** Builds the package and packs it into the folder `into`. */
export async function buildAndPack(into: string, signal?: AbortSignal): Promise<PackedPackage> {
	await npm(['run', 'build'], { cwd: PROJECT, signal });
	return await packBuilt(into, signal);
}

/** Packs the latest build into the folder `into`. */
export async function packBuilt(into: string, signal?: AbortSignal): Promise<PackedPackage> {
	await npm(['pack', '--pack-destination', into], { cwd: PROJECT, signal });
	const { name, version } = await readManifest(PROJECT);
	const tarball = (await readdir(into)).find((file) => file.endsWith('.tgz')) ?? '';
	return { name, version, tarball: join(into, tarball) };
}

/**
 * Puts the package where n8n's own installer puts community packages, the way it does it (n8n
 * 2.41, `community-packages.service.js`, `downloadPackage`): unpacked, without the dependency
 * lists that are not for it, and recorded in the file next to `node_modules`. Returns the folder. What the installer does
 * after that, an `npm install` of the package's dependencies, has nothing to install here.
 */
export async function installPackage(packed: PackedPackage, userFolder: string): Promise<string> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const folder = join(nodes, 'node_modules', packed.name);
	await mkdir(folder, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', packed.tarball, '-C', folder, '--strip-components=1']);

	const manifest = await readManifest(folder);
	delete manifest.devDependencies;
	delete manifest.peerDependencies;
	delete manifest.optionalDependencies;
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));

	const dependencies = { [packed.name]: packed.version };
	const ledger = { name: 'installed-nodes', private: true, dependencies };
	await writeFile(join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
	return folder;
}

/** The `package.json` of a folder. */
export async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}
