import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowFile } from '../../demo/n8n/client';
import { makeFile } from '../files';
import { withN8n, type Lab } from '../lab';
import { PROFILER } from '../process';
import { PLACES, timesOf, type Times } from '../profile';
import type { Profile } from '../results';
import { build, read } from '../workflows/build';
import { createUploadUrl, uploadDocument } from '../workflows/own';
import { documentChain, NO_REDIRECTS } from '../workflows/peers';
import { HTTP_REQUEST, OWN } from './largeFiles';
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
			const times = async (workflow: WorkflowFile): Promise<Times> => {
				// It sends a signal before the run: the profile begins. The next signal ends it.
				await measure(workflow);
				process.kill(pid, 'SIGUSR2');
				return timesOf(JSON.parse(await written(env.BENCH_PROFILE)));
			};
			const reading = build('Read', [read(path)]);
			const own = [uploadDocument(credentials, karmaCheck.caseId)];
			const chain = documentChain(credentials, karmaCheck, NO_REDIRECTS);
			const calls = build('Metadata', [...itemsOf(items), createUploadUrl(credentials)]);
			const bare = build('Items', itemsOf(items));
			const one = { items: 1, bytes };
			const all = [
				{ peer: OWN, ...one, whole: build('Upload', [read(path), ...own]), less: reading },
				{
					peer: `${HTTP_REQUEST}, redirects off`,
					...one,
					whole: build('Upload', [read(path), ...chain]),
					less: reading,
				},
				{ peer: OWN, items, bytes: 0, whole: calls, less: bare },
			];
			const profiles: Profile[] = [];
			for (const { whole, less, ...what } of all) {
				await times(whole);
				const found: Times[] = [];
				for (let run = 0; run < runs; run++)
					found.push(difference(await times(whole), await times(less)));
				profiles.push({ ...what, times: found });
				note(`${what.peer}, ${what.items} items: ${JSON.stringify(found.at(-1))}`);
			}
			return profiles;
		},
		env,
	);
}

/** What is left of a run when the part that is not asked about is taken away. */
function difference(whole: Times, less: Times): Times {
	const places = { ...whole.places };
	for (const place of PLACES) places[place] -= less.places[place];
	return { places, called: whole.called - less.called };
}

/** Waits for a file and takes it. */
async function written(path: string): Promise<string> {
	for (;;) {
		const text = await readFile(path, 'utf8').catch(() => undefined);
		await rm(path, { force: true });
		if (text) return text;
		await sleep(100);
	}
}
