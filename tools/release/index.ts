import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../n8n/package';
import { objections } from './check';

const CONTRACT = 'test/package/__snapshots__/contract.test.ts.snap';

const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');

const git = (...parameters: string[]) =>
	execFileSync('git', parameters, { cwd: PROJECT, encoding: 'utf8' });

/** The newest released version that is not the one that is checked. */
function lastRelease(tag: string): { tag: string; contract: string } | undefined {
	const tags = git('tag', '--list', 'v*', '--sort=-version:refname').split('\n').filter(Boolean);
	const last = tags.find((one) => one !== tag);
	return last ? { tag: last, contract: git('show', `${last}:${CONTRACT}`) } : undefined;
}

const [tag = ''] = process.argv.slice(2);
const found = objections({
	tag,
	manifest: read('package.json'),
	notes: read('CHANGELOG.md'),
	contract: read(CONTRACT),
	last: lastRelease(tag),
});
for (const objection of found) console.error(objection);
if (found.length === 0) console.log(`${tag} can be released.`);
process.exitCode = found.length === 0 ? 0 : 1;
