import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { startEmulators } from '../emulators';
import { Cleanup } from './cleanup';
import { EVENTS } from './events';
import { cacheFolder } from '../n8n/cache';
import { Failure, messageOf } from '../n8n/failure';
import { showKarmaCheck } from './karmaCheck';
import { showKelviq } from './kelviq';
import { N8nClient } from '../n8n/client';
import { installN8n } from '../n8n/install';
import { listPackage } from '../n8n/listPackage';
import { NEWEST } from '../n8n/releases';
import { type RunningN8n, startN8n } from '../n8n/start';
import { buildAndPack, installPackage } from '../n8n/package';
import { printTable, stepsOf } from './report';
import { type Shown, stageIn } from './stage';
import { createCredentials } from './vendors';
import { copyFiles, seededIn } from './workflows';

const OWNER = { email: 'demo@example.com', password: 'Demo-2026' };

const CACHE = cacheFolder().replace(homedir(), '~');

interface Demo {
	n8n: RunningN8n;
	shown: Shown[];
}

async function demo(cleanup: Cleanup, signal: AbortSignal): Promise<Demo> {
	const step = stepsOf(6);
	const installed = await step(
		`Install n8n ${NEWEST.version} in ${CACHE}, once`,
		({ note, share }) => installN8n({ signal, onStep: note, onShare: share }),
	);
	const folder = await cleanup.temporaryFolder();
	const filesFolder = join(folder, 'files');
	const userFolder = join(folder, 'user');
	await mkdir(userFolder);
	await copyFiles(filesFolder);

	const packed = await step('Build and pack the package', () => buildAndPack(folder, signal));
	const emulators = await startEmulators();
	cleanup.add(() => emulators.close());

	const n8n = await step('Start n8n with the package in it', async () => {
		const packageFolder = await installPackage(packed, userFolder);
		const running = await startN8n({ n8n: installed, userFolder, filesFolder, signal });
		cleanup.add(() => running.stop());
		await listPackage(installed, userFolder, packageFolder);
		return running;
	});
	const client = new N8nClient(n8n.url);

	const credentials = await step('Create and test both credentials, at stand-ins', async () => {
		await client.setUpOwner(OWNER);
		return await createCredentials(client, emulators);
	});
	const surroundings = { filesFolder, credentials, ...seededIn(emulators) };
	const stage = stageIn({ client, emulators, surroundings, signal });
	const shown: Shown[] = [];
	await step('Run the examples that an event starts, sent by stand-ins', async ({ note }) => {
		for (const { file, show } of EVENTS) {
			shown.push(await show(stage));
			note(file);
		}
	});
	await step('Run the other examples, and every operation', async () => {
		shown.push(...(await showKarmaCheck(stage)), ...(await showKelviq(stage)));
	});
	return { n8n, shown };
}

/** What has happened, for somebody who has not read the code. */
function printResult({ n8n, shown }: Demo): void {
	printTable(
		'Result: every file has arrived once, byte for byte',
		shown.map(({ what, result }) => [`✓ ${what}`, result]),
	);
	console.log(
		'\nKarmaCheck, Kelviq, their storage and whatever sent the files are stand-ins on this machine:\n' +
			'nothing was sent to the real ones.',
	);
	if (process.argv.includes('--once')) return;
	printTable('n8n is open until you press Ctrl-C', [
		['URL', n8n.url],
		['email', OWNER.email],
		['password', OWNER.password],
	]);
}

async function main(): Promise<void> {
	const stop = new AbortController();
	const stopped = new Promise<void>((resolve) => {
		stop.signal.addEventListener('abort', () => resolve());
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
		process.on(signal, () => stop.abort(new Failure('Stopped.')));

	const cleanup = new Cleanup();
	try {
		const found = await demo(cleanup, stop.signal);
		printResult(found);
		if (process.argv.includes('--once')) return;
		await Promise.race([stopped, found.n8n.ended]);
		if (!stop.signal.aborted)
			throw new Failure(`n8n stopped unexpectedly. ${found.n8n.output().slice(-1_000)}`);
	} catch (thrown) {
		console.error(`\n${messageOf(thrown)}`);
		process.exitCode = 1;
	} finally {
		await cleanup.run();
		if (cleanup.left.length === 0) console.log(gone());
	}
}

const gone = (): string =>
	'\nAll is gone: n8n, the stand-ins and their files.' +
	(existsSync(cacheFolder()) ? ` Kept for the next time: what is installed in ${CACHE}.` : '');

void main();
