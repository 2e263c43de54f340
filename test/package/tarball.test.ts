import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CREDENTIALS, NODES, PACKAGE, ROOT } from '../support/manifest';

describe('the tarball that would be published', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
	const unpacked = join(folder, 'package');
	let files: string[];

	beforeAll(() => {
		const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
			cwd: ROOT,
		});
		const [report] = JSON.parse(packed.toString()) as [
			{ filename: string; files: Array<{ path: string }> },
		];
		files = report.files.map(({ path }) => path);
		execFileSync('tar', ['-xzf', report.filename], { cwd: folder });
	});

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('holds dist, the manifest and the two texts, and nothing else', () => {
		const others = files.filter((path) => !path.startsWith('dist/'));

		expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
		expect(files.filter((path) => /\.(ts|map)$/.test(path))).toEqual([]);
	});

	it("is loaded by n8n's own package loader, with icons for both themes and a codex", () => {
		const loaded = execFileSync(process.execPath, [join(__dirname, 'load.cjs'), unpacked], {
			env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules'), N8N_USER_FOLDER: folder },
		});
		const { descriptions, credentials } = JSON.parse(loaded.toString()) as {
			descriptions: Array<{ name: string; iconUrl: Record<string, string>; codex: object }>;
			credentials: string[];
		};

		expect(descriptions.map(({ name }) => name).sort()).toEqual(
			NODES.map(({ one }) => one.description.name).sort(),
		);
		expect(credentials.sort()).toEqual(CREDENTIALS.map(({ one }) => one.name).sort());
		for (const { codex, iconUrl } of descriptions) {
			expect(codex).toMatchObject({ alias: expect.arrayContaining([expect.any(String)]) });
			expect(Object.keys(iconUrl)).toEqual(['light', 'dark']);
			for (const icon of Object.values(iconUrl)) {
				const path = icon.replace(`icons/${PACKAGE}/`, '');
				expect(existsSync(join(unpacked, path))).toBe(true);
			}
		}
	});

	it('needs nothing at run time but n8n-workflow, which n8n brings along', () => {
		const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Record<
			string,
			unknown
		>;

		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
});
