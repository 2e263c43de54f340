import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmulators } from '../emulators';
import { Cleanup } from './cleanup';
import { messageOf } from '../n8n/failure';
import { N8nClient } from '../n8n/client';
import { develop } from '../n8n/development';
import { installN8n } from '../n8n/install';
import { startN8n } from '../n8n/start';
import { PROJECT } from '../n8n/package';
import { printTable } from './report';
import { createCredentials } from './vendors';

const OWNER = { email: 'dev@example.com', password: 'Dev-2026' };

/** An n8n with this checkout's nodes, which reloads when they are edited, until Ctrl-C. */
async function dev(cleanup: Cleanup, stopped: Promise<unknown>): Promise<void> {
	const userFolder = join(await cleanup.temporaryFolder(), 'user');
	await mkdir(userFolder);
	const n8n = await installN8n({ onStep: console.log });
	const emulators = await startEmulators();
	cleanup.add(() => emulators.close());
	const building = await develop(PROJECT, userFolder, (text) => process.stdout.write(text));
	cleanup.add(() => building.stop());
	const running = await startN8n({ n8n, userFolder, env: building.env });
	cleanup.add(() => running.stop());
	const client = new N8nClient(running.url);
	await client.setUpOwner(OWNER);
	await createCredentials(client, emulators);
	printTable('Edit, save, reload the editor; press Ctrl-C to stop', [
		['URL', running.url],
		['email', OWNER.email],
		['password', OWNER.password],
	]);
	await Promise.race([stopped, running.ended]);
}

async function main(): Promise<void> {
	const cleanup = new Cleanup();
	const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => once(process, name)));
	try {
		await dev(cleanup, stopped);
	} catch (thrown) {
		console.error(messageOf(thrown));
		process.exitCode = 1;
	} finally {
		await cleanup.run();
	}
}

void main();
