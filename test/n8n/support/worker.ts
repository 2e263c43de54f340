import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningN8n, startN8n } from '../../../tools/n8n/start';
import { installPackage } from '../../../tools/n8n/package';
import type { Stage } from './stage';

/** A process that takes its executions from the queue. */
export interface Worker {
	n8n: RunningN8n;
	/** Ids of the executions it has taken, in order. */
	taken(): string[];
	/** Those that it has not finished. */
	unfinished(): string[];
}

/** Starts a worker with a user folder, and so a copy of the package, of its own. */
export async function startWorker(
	stage: Stage,
	{
		name,
		env,
		withPackage = true,
	}: { name: string; env: NodeJS.ProcessEnv; withPackage?: boolean },
): Promise<Worker> {
	const userFolder = join(stage.folder, name);
	await mkdir(userFolder);
	if (withPackage) await installPackage(stage.packed, userFolder);
	const n8n = await startN8n({ n8n: stage.installed, command: 'worker', userFolder, env });
	stage.cleanup.add(() => n8n.stop());

	const logged = (what: string): string[] =>
		[...n8n.output().matchAll(new RegExp(`Worker ${what} execution (\\d+) `, 'g'))].map(
			([, id = '']) => id,
		);
	return {
		n8n,
		taken: () => logged('started'),
		unfinished: () => {
			const finished = new Set(logged('finished'));
			return logged('started').filter((id) => !finished.has(id));
		},
	};
}
