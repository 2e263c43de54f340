import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isStale } from '../support/dist';

const SOURCES = ['nodes/A/A.node.ts', 'nodes/A/fields/b.ts', 'credentials/C.ts', 'icons/a.svg'];
const CONFIGS = [
	'package-lock.json',
	'gulpfile.js',
	'tsconfig.json',
	'tsconfig.build.json',
	'package.json',
];
const BUILT = ['dist/nodes/A/A.node.js', 'dist/credentials/C.js'];
const FOLDERS = ['nodes', 'nodes/A', 'nodes/A/fields', 'credentials', 'icons'];

describe('dist', () => {
	let root: string;

	const date = async (path: string, seconds: number) =>
		await utimes(join(root, path), seconds, seconds);

	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'package-'));
		const n8n = { nodes: [BUILT[0]], credentials: [BUILT[1]] };
		for (const path of [...SOURCES, ...CONFIGS, ...BUILT]) {
			await mkdir(dirname(join(root, path)), { recursive: true });
			await writeFile(join(root, path), path === 'package.json' ? JSON.stringify({ n8n }) : '');
		}
		for (const path of [...SOURCES, ...CONFIGS, ...FOLDERS]) await date(path, 1_000);
		await date('dist', 2_000);
	});

	afterEach(async () => {
		await rm(root, { recursive: true });
	});

	it('is good as long as nothing that it is made of has changed since the build began', async () => {
		expect(await isStale(root)).toBe(false);
	});

	it.each([...SOURCES, ...CONFIGS])('is stale once %s has changed', async (path) => {
		await date(path, 2_001);

		expect(await isStale(root)).toBe(true);
	});

	it.each(['nodes/A/fields/b.ts', 'dist', ...BUILT])('is stale once %s is gone', async (path) => {
		await rm(join(root, path), { recursive: true });

		expect(await isStale(root)).toBe(true);
	});
});
