import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lock } from '../../../tools/split/lock';
import { ROOT } from '../../../tools/split/checkout';
import { VENDORS } from '../../../tools/split/vendors';
import { writeRepository } from '../../../tools/split/write';

interface Lock {
	packages: Record<string, { version: string }>;
}

describe.each(VENDORS)('a clone of $package', (vendor) => {
	let folder: string;

	/** Runs npm in the clone. @returns what it printed, if it failed */
	async function npm(...words: string[]): Promise<string> {
		// Without what jest and npm tell those that they start.
		const own = Object.entries(process.env).filter(([name]) => !/^(JEST_|npm_|NODE_)/.test(name));
		const env = Object.fromEntries(own);
		const run = spawn('npm', words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
		let printed = '';
		for (const stream of [run.stdout, run.stderr]) stream.on('data', (text) => (printed += text));
		const [status] = (await once(run, 'close')) as [number];
		return status === 0 ? '' : printed;
	}

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), `${vendor.package}-`));
		writeRepository(vendor, folder);
	});

	afterAll(async () => {
		await rm(folder, { recursive: true });
	});

	it('has a lock file with the versions of the combined package', () => {
		lock(folder);
		const read = (root: string) =>
			JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
		const [own, combined] = [read(folder).packages, read(ROOT).packages];
		const others = Object.keys(own).filter(
			(path) => path && own[path]!.version !== combined[path]?.version,
		);
		expect(Object.keys(own).length).toBeGreaterThan(100);
		expect(others).toEqual([]);
	});

	it('installs by its lock file', async () => {
		expect(await npm('ci', '--no-audit', '--no-fund')).toBe('');
	});

	it("passes its checks, builds, packs, and passes n8n's scanner as source and as tarball", async () => {
		expect(await npm('run', 'check')).toBe('');
	});

	it('passes its tests', async () => {
		expect(await npm('test')).toBe('');
	});
});
