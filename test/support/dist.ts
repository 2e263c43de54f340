import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const FOLDERS = ['nodes', 'credentials', 'icons'];
const FILES = ['package.json', 'package-lock.json', 'gulpfile.js'];
const CONFIGS = ['tsconfig.json', 'tsconfig.build.json'];

/** Builds `dist` where it is missing or older than what it is made of: tests run what is in it. */
export async function buildWhereStale(): Promise<void> {
	if (!(await isStale(ROOT))) return;
	console.log('Building dist, which is older than its sources ...');
	const gulp = join(ROOT, 'node_modules/gulp/bin/gulp.js');
	const build = [gulp, 'build', '--no-color', '--cwd', ROOT];
	const { status, stdout, stderr } = spawnSync(process.execPath, build, { encoding: 'utf8' });
	if (status === 0) return;
	throw new Error(`dist could not be built, so there is nothing to test:\n${stdout}${stderr}`);
}

/** Whether the package in `root` has to be built. A build dates `dist` to when it began. */
export async function isStale(root: string): Promise<boolean> {
	const { n8n } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const [built, ...compiled] = await Promise.all(
		['dist', ...n8n.nodes, ...n8n.credentials].map(async (path) => await time(join(root, path))),
	);
	// A failed build leaves no scripts.
	if (!built || compiled.includes(undefined)) return true;
	const sources = await Promise.all(
		(await sourcesIn(root)).map(async (path) => await time(join(root, path))),
	);
	return sources.some((changed = 0) => changed > built);
}

/** Files and their folders, whose time tells when a file went away. */
async function sourcesIn(root: string): Promise<string[]> {
	const inFolders = FOLDERS.map(async (folder) => {
		const names = await readdir(join(root, folder), { recursive: true });
		return [folder, ...names.map((name) => join(folder, name))];
	});
	return [...FILES, ...CONFIGS, ...(await Promise.all(inFolders)).flat()];
}

const time = async (path: string): Promise<number | undefined> =>
	(await stat(path).catch(() => undefined))?.mtimeMs;
