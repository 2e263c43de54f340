import { posix } from 'node:path';

const ENDINGS = ['', '.ts', '/index.ts'];

/**
 * The files that a script needs: what it imports, and what it names by a path from its own folder, e.g.
 * for `jest.requireActual`, `require.resolve` or `join(__dirname, …)`.
 * @param has whether there is a file with this path
 */
export function referencesOf(path: string, text: string, has: (path: string) => boolean): string[] {
	const found = new Set<string>();
	for (const [, , said = ''] of text.matchAll(/(['"`])([\w./-]+)\1/g)) {
		// A bare word is the name of something else, unless it ends as files do.
		if (!said.startsWith('.') && !/\.[cm]?[jt]s(on)?$/.test(said)) continue;
		const target = posix.join(posix.dirname(path), said);
		const file = ENDINGS.map((ending) => target + ending).find(has);
		if (file) found.add(file);
	}
	return [...found];
}
