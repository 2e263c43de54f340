import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

export const ROOT = join(__dirname, '../..');

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
};

/** As it is published, and as its node types begin. */
export const PACKAGE = manifest.name;

/** Every node of the package, from its sources, with the name of its folder. */
export const NODES = manifest.n8n.nodes.map((path) => made<INodeType>(path));

/** Every credential of the package, from its sources. */
export const CREDENTIALS = manifest.n8n.credentials.map((path) => made<ICredentialType>(path));

/** @param path as the manifest has it, below `dist` */
function made<Type>(path: string): { name: string; one: Type } {
	const source = join(ROOT, path.replace(/^dist\//, '').replace(/\.js$/, ''));
	const name = basename(path).split('.')[0]!;
	const exported = jest.requireActual<Record<string, new () => Type>>(source);
	return { name, one: new exported[name]!() };
}
