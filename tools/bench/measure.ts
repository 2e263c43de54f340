import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../n8n/client';
import { Failure } from '../n8n/failure';
import type { Cost } from './results';
import { PAUSE, READ, TRIGGER } from './workflows/build';

/** Loaded into n8n by NODE_OPTIONS: collects garbage when asked, so that runs start alike. */
export const COLLECTOR = join(__dirname, 'servers', 'collectOnSignal.cjs');

/** What is read before the pause: how many files, and the folder where n8n stores them. */
interface Reading {
	storage: string;
	files: number;
}

/**
 * Runs a workflow that pauses once it has read its files, and tells what comes after the pause costs.
 * @throws Failure when it does not succeed, or the pause was not where the measuring was to begin
 */
export async function measureUpload(
	pid: number,
	start: () => Promise<Execution>,
	{ storage, files }: Reading,
): Promise<Cost> {
	await collect(pid);
	const over = new AbortController();
	const running = start().finally(() => over.abort());
	const [run, { readAt, from, peak }] = await Promise.all([
		running,
		filesStored(storage, files, over.signal).then(async () => {
			const readAt = Date.now();
			return { readAt, peak: await watchMemory(pid), from: Date.now() };
		}),
	]);
	const cost = { ms: timeOf(run), aboveIdle: await peak() };
	const pause = run.runs.get(PAUSE);
	const inPause =
		pause && pause.startTime <= readAt && from <= pause.startTime + pause.executionTime;
	if (!inPause) throw new Failure('The pause after the reading was too short, or came too late.');
	return cost;
}

/** Waits until n8n has stored as many files, or until `over`. */
async function filesStored(storage: string, files: number, over: AbortSignal): Promise<void> {
	for (let stored = 0; stored < files && !over.aborted;) {
		await sleep(100);
		const names = await readdir(storage, { recursive: true }).catch(() => []);
		// It comes when the file is complete.
		stored = names.filter((name) => name.endsWith('.metadata')).length;
	}
	// The reading node ends, and the pause begins.
	await sleep(500);
}

/** @returns milliseconds that the nodes took which come after the pause */
function timeOf(run: Execution): number {
	if (run.status !== 'success') {
		const failed = [...run.runs].find(([, { error }]) => error);
		const why = failed ? `${failed[0]}: ${failed[1].error?.message}` : run.status;
		throw new Failure(`A run that was to be measured ended with ${why}`);
	}
	let ms = 0;
	for (const [name, { executionTime }] of run.runs)
		if (![TRIGGER, READ, PAUSE].includes(name)) ms += executionTime;
	return ms;
}

/** Has n8n give back the memory that it does not use. */
async function collect(pid: number): Promise<void> {
	process.kill(pid, 'SIGUSR2');
	await sleep(1_000);
}

/**
 * @returns tells by how much the memory has peaked above what it is now, in bytes
 * @throws Failure where there is no /proc
 */
async function watchMemory(pid: number): Promise<() => Promise<number>> {
	await collect(pid);
	// 5 resets the peak.
	await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => {
		throw new Failure('The benchmark needs Linux, whose /proc tells the peak memory of a process.');
	});
	const idle = await memory(pid, 'VmRSS');
	return async () => (await memory(pid, 'VmHWM')) - idle;
}

async function memory(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kib = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
	return Number(kib) * 1024;
}
