/**
 * `npm run split -- DIR`: writes a source repository for each vendor into DIR, made from this one.
 *
 * - vendors.ts: the vendors, and what their packages say of themselves
 * - choose.ts: which files go, and why others stay
 * - rewrite.ts, markdown.ts: what changes in them
 * - manifest.ts, lock.ts: package.json and package-lock.json
 */
import { join, resolve } from 'node:path';
import { lock } from './lock';
import { VENDORS } from './vendors';
import { writeRepository } from './write';

function main(target: string): void {
	for (const vendor of VENDORS) {
		const folder = join(target, vendor.package);
		const files = writeRepository(vendor, folder);
		lock(folder);
		console.log(`${folder}: ${files.size + 1} files`);
	}
}

const [target] = process.argv.slice(2);
if (!target) {
	console.error('Say where to: npm run split -- DIR');
	process.exitCode = 2;
} else {
	main(resolve(target));
}
