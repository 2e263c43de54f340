import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../../n8n/client';
import { makeFile } from '../files';
import { withN8n, type Lab } from '../lab';
import { PROFILER } from '../process';
import { timesOf, type TimedProfile, type Times } from '../profile';
import type { Profile } from '../results';
import { read, READ, type NodeSpec } from '../workflows/build';
import { createUploadUrl, uploadDocument } from '../workflows/own';
import { documentChain, NO_REDIRECTS } from '../workflows/peers';
import { HTTP_REQUEST, OWN, REDIRECTS_OFF } from './largeFiles';
import { itemsOf } from './metadata';

/** Where n8n's main process spends its time, in what the targets ask about. */
export async function measureProfiles(
	lab: Lab,
	{ bytes, items, runs }: { bytes: number; items: number; runs: number },
	note: (what: string) => void,
): Promise<Profile[]> {
	const { karmaCheck } = await lab.vendors.call('about');
	const path = await makeFile(join(lab.filesFolder, 'profile'), 'file.pdf', bytes);
	const env = { NODE_OPTIONS: `--require ${PROFILER}`, BENCH_PROFILE: join(lab.folder, 'profile') };
	return await withN8n(
		lab,
		async ({ pid, credentials, measure }) => {
			const profiled = async (before: NodeSpec[], nodes: NodeSpec[]): Promise<Times> => {
				// It sends a signal before the run: the profile begins. The next signal ends it.
				const { run } = await measure([...before, ...nodes]);
				process.kill(pid, 'SIGUSR2');
				const profile = JSON.parse(await written(env.BENCH_PROFILE, lab.signal)) as TimedProfile;
				return timesOf(profile, spanOf(run, nodes));
			};
			const file = { items: 1, bytes, before: [read(path)] };
			const upload = [uploadDocument(credentials, karmaCheck.caseId)];
			const chain = documentChain(credentials, karmaCheck, NO_REDIRECTS, { node: READ });
			const calls = [createUploadUrl(credentials)];
			const all = [
				{ ...file, peer: OWN, nodes: upload },
				{ ...file, peer: `${HTTP_REQUEST}${REDIRECTS_OFF}`, nodes: chain },
				{ items, bytes: 0, before: itemsOf(items), peer: OWN, nodes: calls },
			];
			const profiles: Profile[] = [];
			for (const { before, nodes, ...what } of all) {
				await profiled(before, nodes);
				const times: Times[] = [];
				for (let run = 0; run < runs; run++) times.push(await profiled(before, nodes));
				profiles.push({ ...what, times });
				note(`${what.peer}, ${what.items} items: ${JSON.stringify(times.at(-1))}`);
			}
			return profiles;
		},
		env,
	);
}

/** From when the first of these nodes began until the last one ended. */
function spanOf({ runs }: Execution, nodes: NodeSpec[]): { from: number; to: number } {
	const found = nodes.flatMap(({ name }) => runs.get(name) ?? []);
	return {
		from: Math.min(...found.map(({ startTime }) => startTime)),
		to: Math.max(...found.map(({ startTime, executionTime }) => startTime + executionTime)),
	};
}

/** Waits for a file and takes it. */
async function written(path: string, signal: AbortSignal): Promise<string> {
	for (;;) {
		const text = await readFile(path, 'utf8').catch(() => undefined);
		if (text === undefined) {
			await sleep(100, undefined, { signal });
			continue;
		}
		await rm(path);
		return text;
	}
}
