import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhereStale } from './dist';

/** All temporary files of a test run go into one folder, so that none can be left behind. */
export default async function globalSetup(): Promise<void> {
	await buildWhereStale();
	process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'n8n-nodes-test-'));
}
