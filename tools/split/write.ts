import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCheckout, ROOT, type Files } from './checkout';
import { choose } from './choose';
import { manifestOf } from './manifest';
import type { Vendor } from './vendors';

/** What the folder of a repository may hold that is not written anew: its history and what is installed. */
const KEPT = ['.git', 'node_modules'];

/** Writes the repository of a vendor into a folder, all but its lock file. @returns its files */
export function writeRepository(vendor: Vendor, folder: string): Files {
	const checkout = readCheckout();
	const { files } = choose(vendor, checkout);
	const manifest = manifestOf(vendor, checkout, files);
	files.set('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(folder)) {
		if (!KEPT.includes(name)) rmSync(join(folder, name), { recursive: true });
	}
	for (const [path, content] of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	format(
		folder,
		[...files.keys()].filter((path) => files.get(path) !== checkout.get(path)),
	);
	return files;
}

/** With other names and fewer lines, lines may break elsewhere. */
function format(folder: string, changed: string[]): void {
	const prettier = join(ROOT, 'node_modules/prettier/bin/prettier.cjs');
	const options = ['--write', '--ignore-unknown', '--log-level', 'warn'];
	execFileSync(process.execPath, [prettier, ...options, ...changed], { cwd: folder });
}
