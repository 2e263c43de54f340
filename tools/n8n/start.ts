import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import axios from 'axios';
import { Failure } from './failure';
import { spawnGroup, stopGroup } from './processes';
import { n8nEnvironment, temporaryFolder } from './env';
import type { InstalledN8n } from './install';
import { freePorts } from './ports';

export interface StartOptions {
	n8n: InstalledN8n;
	/** `start` is the main process, with the editor; a `worker` takes its jobs from a queue. */
	command?: 'start' | 'worker';
	/** Parent of n8n's `.n8n`: database, settings, community packages, binary data. */
	userFolder: string;
	/** The only folder the file nodes may read and write; default: the user folder. */
	filesFolder?: string;
	/** Overrides what the demo sets. */
	env?: NodeJS.ProcessEnv;
	signal?: AbortSignal;
}

export interface RunningN8n {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	url: string;
	pid: number;
	/** What n8n has printed so far (the last 100 kB). */
	output(): string;
	/** Settles when n8n has stopped, for whatever reason. */
	ended: Promise<void>;
	/** Stops n8n and everything it started. */
	stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;

/** The readiness page answers before the REST routes are there; the settings are one of them. */
const READY_WHEN = {
	start: ['/healthz/readiness', '/rest/settings'],
	worker: ['/healthz/readiness'],
};

/** Starts n8n on free ports of 127.0.0.1 and waits until everything it has to do is ready. */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	const { n8n, command = 'start', userFolder, filesFolder, signal } = options;
	signal?.throwIfAborted();
	await mkdir(temporaryFolder(userFolder), { recursive: true });
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const place = { node: n8n.node, userFolder, filesFolder, port, brokerPort };
	const env = { ...n8nEnvironment(place), ...n8n.env, ...options.env };
	const child = spawnGroup(n8n.node, [n8n.cli, command], {
		cwd: userFolder,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream?.setEncoding('utf8').on('data', (text: string) => {
			said = (said + text).slice(-100_000);
		});
	const running: RunningN8n = {
		url: `http://127.0.0.1:${port}`,
		pid: child.pid ?? 0,
		output: () => said,
		ended: once(child, 'exit').then(() => undefined),
		stop: () => stopGroup(child),
	};
	try {
		await untilReady(running, child, READY_WHEN[command], signal);
	} catch (thrown) {
		await running.stop();
		throw thrown;
	}
	return running;
}

async function untilReady(
	n8n: RunningN8n,
	child: ChildProcess,
	pages: string[],
	signal: AbortSignal | undefined,
): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (Date.now() < deadline) {
		signal?.throwIfAborted();
		if (child.exitCode !== null || child.signalCode !== null)
			throw new Failure(
				`n8n stopped while it was starting. The end of its output:\n${tail(n8n.output())}`,
			);
		if (await answers(n8n.url, pages)) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Failure(
		`n8n was not ready after ${READY_WITHIN_MS / 1000} s. The end of its output:\n${tail(n8n.output())}`,
	);
}

async function answers(url: string, pages: string[]): Promise<boolean> {
	const quiet = { timeout: 5_000, proxy: false as const, validateStatus: () => true };
	try {
		for (const page of pages) if ((await axios.get(url + page, quiet)).status !== 200) return false;
		return true;
	} catch {
		return false;
	}
}

const tail = (text: string): string => text.trim().split('\n').slice(-12).join('\n');
