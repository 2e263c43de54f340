import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Cleanup } from '../../demo/cleanup';
import { startN8n } from '../../n8n/start';
import { installPackage } from '../../n8n/package';
import type { Lab } from '../lab';
import type { StartUp } from '../results';

/** Runs in n8n's Node: loads a package the way n8n loads community packages. */
const SCRIPT = `
const { LazyPackageDirectoryLoader } = require('n8n-core');
const { join } = require('node:path');
const folder = process.argv[1];
const { n8n } = require(join(folder, 'package.json'));
require('n8n-workflow');
const time = async (work) => {
	const start = performance.now();
	await work();
	return performance.now() - start;
};
(async () => {
	const load = async () => await new LazyPackageDirectoryLoader(folder).loadAll();
	const requireAll = () => [...n8n.nodes, ...n8n.credentials].map((path) => require(join(folder, path)));
	const result = process.argv[2] === 'require' ? await time(requireAll) : await time(load);
	console.log(result);
	process.exit();
})();`;

/** What the package adds to n8n's start. */
export async function measureStartUp(
	lab: Lab,
	{ loads, starts }: { loads: number; starts: number },
	note: (what: string) => void,
): Promise<StartUp> {
	const cleanup = new Cleanup();
	try {
		const userFolder = await cleanup.temporaryFolder();
		const packageFolder = await installPackage(lab.packed, userFolder);
		const times: StartUp = { loaderMs: [], requireMs: [], withMs: [], withoutMs: [] };
		// `<node_modules>/n8n/bin/n8n`: a package finds n8n-workflow where n8n has it.
		const modules = dirname(dirname(dirname(lab.n8n.cli)));
		const load = async (how: string) => {
			const { stdout } = await promisify(execFile)(
				lab.n8n.node,
				['-e', SCRIPT, packageFolder, how],
				{
					// From here the script finds n8n's own packages, as the package does, and no others.
					cwd: userFolder,
					env: { NODE_PATH: modules, NODE_NO_WARNINGS: '1', N8N_USER_FOLDER: userFolder },
				},
			);
			return Number(stdout.trim().split('\n').at(-1));
		};
		for (let run = 0; run < loads; run++) {
			times.loaderMs.push(await load('load'));
			times.requireMs.push(await load('require'));
		}
		note(`loaded in ${times.loaderMs.map((ms) => ms.toFixed(1)).join(', ')} ms`);

		const empty = await cleanup.temporaryFolder();
		// A first start sets up the database, which is no matter of packages.
		for (const folder of [userFolder, empty]) await startAndStop(lab, folder);
		for (let run = 0; run < starts; run++) {
			times.withMs.push(await startAndStop(lab, userFolder));
			times.withoutMs.push(await startAndStop(lab, empty));
		}
		note(`n8n ready after ${times.withMs.join(', ')} ms; without ${times.withoutMs.join(', ')}`);
		return times;
	} finally {
		await cleanup.run();
	}
}

/** @returns milliseconds until n8n was ready, to 200: it is asked that often */
async function startAndStop(lab: Lab, userFolder: string): Promise<number> {
	await mkdir(join(userFolder, '.n8n'), { recursive: true });
	const start = Date.now();
	const running = await startN8n({ n8n: lab.n8n, userFolder, signal: lab.signal });
	const ms = Date.now() - start;
	await running.stop();
	return ms;
}
