import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** The files of a checkout by their paths from its root, with `/` between folders. */
export type Files = Map<string, string | Buffer>;

/** Kept byte for byte; everything else is text. */
const BINARY = /\.(png|pdf|zip)$/;

/** What git knows of the checkout or would add to it, as it is now. */
export function readCheckout(root = ROOT): Files {
	const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
	const paths = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0');
	return new Map(
		paths
			.filter((path) => path && existsSync(join(root, path)))
			.map((path) => [
				path,
				readFileSync(join(root, path), BINARY.test(path) ? undefined : 'utf8'),
			]),
	);
}
