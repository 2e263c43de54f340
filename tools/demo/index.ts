import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmulators } from '../emulators';
import { Cleanup } from './cleanup';
import { EVENTS } from './events';
import { Failure, messageOf } from '../n8n/failure';
import { showKarmaCheck } from './karmaCheck';
import { showKelviq } from './kelviq';
import { N8nClient } from '../n8n/client';
import { installN8n } from '../n8n/install';
import { listPackage } from '../n8n/listPackage';
import { NEWEST } from '../n8n/releases';
import { type RunningN8n, startN8n } from '../n8n/start';
import { buildAndPack, installPackage } from '../n8n/package';
import { printTable, step } from './report';
import { stageIn } from './stage';
import { createCredentials } from './vendors';
import { copyFiles, seededIn } from './workflows';

const OWNER = { email: 'demo@example.com', password: 'Demo-2026' };

async function demo(cleanup: Cleanup, signal: AbortSignal): Promise<RunningN8n> {
	const folder = await cleanup.temporaryFolder();
	const filesFolder = join(folder, 'files');
	const userFolder = join(folder, 'user');
	await mkdir(userFolder);
	await copyFiles(filesFolder);

	const packed = await step('Build and pack the package', () => buildAndPack(folder, signal));
	const installed = await step(`n8n ${NEWEST.version}, installed once and kept`, (onStep) =>
		installN8n({ signal, onStep }),
	);
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

	const credentials = await step('Create and test both credentials', async () => {
		await client.setUpOwner(OWNER);
		return await createCredentials(client, emulators);
	});
	const surroundings = { filesFolder, credentials, ...seededIn(emulators) };
	const stage = stageIn({ client, emulators, surroundings, signal });
	for (const { show } of EVENTS) await show(stage);
	await showKarmaCheck(stage);
	await showKelviq(stage);
	return n8n;
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
		const n8n = await demo(cleanup, stop.signal);
		if (process.argv.includes('--once')) return;
		printTable('The editor stays open until you press Ctrl-C', [
			['URL', n8n.url],
			['email', OWNER.email],
			['password', OWNER.password],
		]);
		await Promise.race([stopped, n8n.ended]);
		if (!stop.signal.aborted)
			throw new Failure(`n8n stopped unexpectedly. ${n8n.output().slice(-1_000)}`);
	} catch (thrown) {
		console.error(`\n${messageOf(thrown)}`);
		process.exitCode = 1;
	} finally {
		await cleanup.run();
	}
}

void main();
