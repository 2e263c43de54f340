import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from './failure';
import { readManifest } from './package';
import { spawnGroup, stopGroup } from './processes';

/** A checkout whose built nodes a running n8n reloads as they change. */
export interface Development {
	/** What n8n has to be started with. */
	env: NodeJS.ProcessEnv;
	stop(): Promise<void>;
}

/**
 * Builds a checkout, and builds again what is edited from then on.
 * @param userFolder of the n8n that will use it
 */
export async function develop(
	project: string,
	userFolder: string,
	onOutput: (text: string) => void,
): Promise<Development> {
	const gulp = join(project, 'node_modules', '.bin', 'gulp');
	const building = spawnGroup(gulp, ['watch'], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
	const stop = () => stopGroup(building);
	await new Promise<void>((resolve, reject) => {
		const listen = (text: string) => {
			onOutput(text);
			// What the TypeScript compiler prints when it has started to watch.
			if (text.includes('Watching for file changes')) resolve();
		};
		for (const stream of [building.stdout, building.stderr])
			stream?.setEncoding('utf8').on('data', listen);
		building.once('exit', () =>
			reject(new Failure('The build has stopped: see its output above.')),
		);
	});

	// n8n watches what `node_modules` of the folder leads to, and reads every node below it: with the
	// whole checkout, that would be its own `node_modules` too.
	const extensions = join(userFolder, 'custom');
	const link = join(extensions, 'node_modules', (await readManifest(project)).name);
	await mkdir(dirname(link), { recursive: true });
	await symlink(join(project, 'dist'), link);
	return { env: { N8N_CUSTOM_EXTENSIONS: extensions, N8N_DEV_RELOAD: 'true' }, stop };
}
