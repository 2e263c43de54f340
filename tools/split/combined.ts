import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout';

export interface Manifest {
	name: string;
	description: string;
	keywords: string[];
	n8n: { nodes: string[]; credentials: string[] };
	scripts: Record<string, string>;
	devDependencies: Record<string, string>;
}

/** The manifest of the package that holds all vendors. */
export const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

export const COMBINED = MANIFEST.name;
