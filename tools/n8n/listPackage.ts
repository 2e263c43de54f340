import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readManifest } from './package';
import type { InstalledN8n } from './install';

/** Runs in n8n's Node. The rows are those of n8n's `installed-packages.repository.js`. */
const SCRIPT = `
const { DatabaseSync } = require('node:sqlite');
const [file, folder, json] = process.argv.slice(1);
const { name, version, author, nodes } = JSON.parse(json);
const database = new DatabaseSync(file, { timeout: 10000 });
database
	.prepare('INSERT INTO installed_packages (packageName, installedVersion, authorName, authorEmail, createdAt, updatedAt) VALUES (?, ?, ?, ?, datetime(), datetime())')
	.run(name, version, author?.name ?? null, author?.email ?? null);
for (const path of nodes) {
	const className = require('node:path').basename(path).split('.')[0];
	const { description } = new (require(require('node:path').join(folder, path))[className])();
	const versions = [description.defaultVersion ?? description.version].flat();
	database
		.prepare('INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)')
		.run(description.displayName, name + '.' + description.name, Math.max(...versions), name);
}`;

/**
 * Makes a running n8n show an unpacked package under Settings → Community nodes, as its own
 * installer does; the nodes themselves work without it.
 */
export async function listPackage(
	n8n: InstalledN8n,
	userFolder: string,
	packageFolder: string,
): Promise<void> {
	const { name, version, author, n8n: declared } = await readManifest(packageFolder);
	const database = join(userFolder, '.n8n', 'database.sqlite');
	const about = JSON.stringify({ name, version, author, nodes: declared.nodes });
	// `<node_modules>/n8n/bin/n8n`: a package resolves n8n-workflow from where n8n has it.
	const modules = dirname(dirname(dirname(n8n.cli)));
	await promisify(execFile)(n8n.node, ['-e', SCRIPT, database, packageFolder, about], {
		env: { NODE_PATH: modules, NODE_NO_WARNINGS: '1' },
	});
}
