import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { readCheckout, type Files } from '../../tools/split/checkout';
import { choose } from '../../tools/split/choose';
import type { Manifest } from '../../tools/split/combined';
import { namesAnother, VENDORS } from '../../tools/split/vendors';
import { writeRepository } from '../../tools/split/write';

const checkout = readCheckout();
/** Prettier and n8n's scanner take seconds, and more when other tests run. */
const PATIENCE = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'split-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(VENDORS)('the repository $package', (vendor) => {
	const root = join(folder, vendor.package);
	const read = (path: string) => readFileSync(join(root, path), 'utf8');
	const manifest = () => JSON.parse(read('package.json')) as Manifest;
	let files: Files;

	beforeAll(() => {
		files = writeRepository(vendor, root);
	}, PATIENCE);

	it('holds its nodes, credentials, icons, stand-in and the tests of all these', () => {
		const own = /^(nodes|credentials|icons|test\/(nodes|credentials)|tools\/emulators)\//;
		const { leftOut } = choose(vendor, checkout);
		const missing = new Map<string, string[]>();
		for (const path of checkout.keys()) {
			if (!own.test(path) || !vendor.word.test(path) || files.has(path)) continue;
			const why = leftOut.get(path) ?? 'is not needed by anything that goes';
			missing.set(why, [...(missing.get(why) ?? []), path]);
		}
		expect([...missing].map(([why, paths]) => `${paths.join(', ')}: ${why}`)).toEqual([]);
	});

	it('has every file that lies loose in the combined one, such as the settings of tools', () => {
		const loose = [...checkout.keys()].filter((path) => !path.includes('/'));
		// The lock is made anew, and contributions go to the combined repository.
		const own = ['package-lock.json', 'CONTRIBUTING.md'];
		const missing = loose.filter((path) => !own.includes(path) && !files.has(path));
		expect(missing).toEqual([]);
	});

	it('has no word of another vendor, in no path and no text', () => {
		const found = [...files.keys()].filter(
			(path) => namesAnother(vendor, path) || namesAnother(vendor, read(path)),
		);
		expect(found).toEqual([]);
	});

	it('has every file that a script of it imports', () => {
		const missing = [...files.keys()]
			.filter((path) => path.endsWith('.ts'))
			.flatMap((path) =>
				[...read(path).matchAll(/(?:from|import\(|require\() ?'(\.[^']*)'/g)]
					.map(([, target = '']) => posix.join(posix.dirname(path), target))
					// What is built comes from the source of the same path.
					.map((file) => file.replace(/^dist\//, ''))
					.filter((file) => !['', '.ts', '/index.ts'].some((end) => files.has(file + end)))
					.map((file) => `${path}: ${file}`),
			);
		expect(missing).toEqual([]);
	});

	it('declares its nodes and credentials, whose sources are there', () => {
		const { nodes, credentials } = manifest().n8n;
		for (const entries of [nodes, credentials]) {
			expect(entries.length).toBeGreaterThan(0);
			for (const path of entries) {
				expect(path).toMatch(vendor.word);
				expect(files.has(path.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
			}
		}
	});

	it('names its package in the codex of each node, and in the examples', () => {
		const codices = [...files.keys()].filter((path) => path.endsWith('.node.json'));
		expect(codices).toHaveLength(manifest().n8n.nodes.length);
		for (const path of codices) expect(read(path)).toContain(`"node": "${vendor.package}.`);
		const examples = [...files.keys()].filter((path) => /^examples\/[^/]+\.json$/.test(path));
		expect(examples.length).toBeGreaterThan(0);
		for (const path of examples) expect(read(path)).toContain(`"type": "${vendor.package}.`);
	});

	it('has only scripts that can run, and what development needs', () => {
		const { scripts, devDependencies } = manifest();
		expect(Object.keys(scripts)).toEqual(
			expect.arrayContaining(['build', 'check', 'lint', 'test']),
		);
		for (const command of Object.values(scripts)) {
			for (const [, name = ''] of command.matchAll(/npm run (\S+)/g)) {
				expect(scripts).toHaveProperty([name]);
			}
		}
		expect(Object.keys(devDependencies)).toEqual(
			expect.arrayContaining(['gulp', 'jest', 'n8n-core', 'n8n-workflow', 'typescript']),
		);
	});

	it('leads from its pages to files that are there', () => {
		const broken = [...files.keys()]
			.filter((path) => path.endsWith('.md'))
			.flatMap((path) =>
				[...read(path).matchAll(/\]\((?!https?:)([\w./-]+)[^)]*\)/g)]
					.map(([, target = '']) => join(dirname(path), target))
					.filter((target) => !existsSync(join(root, target))),
			);
		expect(broken).toEqual([]);
	});

	it(
		"passes n8n's scanner as source",
		() => {
			const scan = [join(__dirname, 'scan.mjs'), folder, vendor.package];
			// In a test, n8n's rules take every file for one of their own tests.
			const env = { ...process.env, NODE_ENV: '' };
			const printed = execFileSync(process.execPath, scan, { env, encoding: 'utf8' });
			expect(printed.trim()).toBe('passed');
		},
		PATIENCE,
	);

	it('has the examples as the commands of the README move them', () => {
		const [, commands = ''] = /(sed (?:-e '[^']*' ?)+)/.exec(String(checkout.get('README.md')))!;
		const examples = [...files.keys()].filter((path) => /^examples\/[^/]+\.json$/.test(path));
		expect(examples.length).toBeGreaterThan(0);
		for (const path of examples) {
			// n8n exports workflows in one line.
			const input = JSON.stringify(JSON.parse(String(checkout.get(path))));
			const moved = execFileSync('sh', ['-c', commands], { input, encoding: 'utf8' });
			expect(moved).not.toBe(input);
			expect(JSON.parse(moved)).toEqual(JSON.parse(read(path)));
		}
	});
});
