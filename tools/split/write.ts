import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readCheckout, ROOT, type Files } from './checkout';
import { choose } from './choose';
import { manifestOf } from './manifest';
import type { Vendor } from './vendors';

/** What the folder of a repository may hold that is not written anew: its history and what is installed. */
const KEPT = ['.git', 'node_modules'];

/** Writes the repository of a vendor into a folder, all but its lock file. @returns its files */
export async function writeRepository(vendor: Vendor, folder: string): Promise<Files> {
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
		const isChanged = content !== checkout.get(path);
		writeFileSync(join(folder, path), isChanged ? await formatted(path, content) : content);
	}
	return files;
}

/** With other names and fewer lines, lines may break elsewhere. */
async function formatted(path: string, content: string | Buffer): Promise<string | Buffer> {
	if (typeof content !== 'string' || !/\.([cm]?[jt]s|json|md)$/.test(path)) return content;
	const config = await resolveConfig(join(ROOT, path));
	return await format(content, { ...config, filepath: join(ROOT, path) });
}
