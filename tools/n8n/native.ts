import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, messageOf } from './failure';
import { npm, type NpmOptions } from './npm';

const TOOLS: Array<{ what: string; names: string[] }> = [
	{ what: 'a C++ compiler', names: ['c++', 'g++', 'clang++'] },
	{ what: 'make', names: ['make', 'gmake'] },
	{ what: 'Python 3', names: ['python3'] },
];

/** Builds packages of machine code in n8n's folder and checks that its Node can load them. */
export async function buildNative(
	packages: string[],
	folder: string,
	run: Omit<NpmOptions, 'cwd'> & { node: string },
): Promise<void> {
	const load = packages.map((name) => `require('${name}');`).join(' ');
	try {
		// A checkout's `.npmrc` reaches child processes of `npm run` as environment variables.
		await npm(['rebuild', ...packages, '--ignore-scripts=false'], { ...run, cwd: folder });
		await promisify(execFile)(run.node, ['-e', load], { cwd: folder });
	} catch (thrown) {
		run.signal?.throwIfAborted();
		throw new Failure(whyNotBuilt(messageOf(thrown), missingTools(process.env.PATH), run.log));
	}
}

/** What node-gyp needs and the search path lacks: https://github.com/nodejs/node-gyp#installation */
export function missingTools(searchPath = ''): string[] {
	const folders = searchPath.split(delimiter);
	const has = (name: string): boolean => folders.some((folder) => existsSync(join(folder, name)));
	return TOOLS.filter(({ names }) => !names.some(has)).map(({ what }) => what);
}

/** The sentence for a build that failed. */
export function whyNotBuilt(cause: string, missing: string[], log?: string): string {
	if (missing.length === 0) return `n8n's database driver could not be built. ${cause}`;
	const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(missing);
	return (
		`n8n's database driver has to be compiled here, which needs ${list}. Install what is ` +
		`missing (Debian: 'apt install g++ make python3', macOS: 'xcode-select --install') and ` +
		`start again; what is downloaded is kept. npm's output: ${log}`
	);
}
