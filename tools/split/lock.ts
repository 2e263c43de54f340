import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout';

/** Writes a lock file with the versions that the combined package has. Asks npm's registry. */
export function lock(folder: string): void {
	copyFileSync(join(ROOT, 'package-lock.json'), join(folder, 'package-lock.json'));
	const install = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
	execFileSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
