import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../n8n/failure';
import type { Execution } from '../n8n/client';
import { startMeter, type Cost } from './process';
import { PAUSE, READ, TRIGGER } from './workflows/build';

export interface Measured extends Cost {
	/** Milliseconds that n8n says its nodes took, but for the trigger, the reading and the pause. */
	ms: number;
	run: Execution;
}

/** Of the nodes after the pause. */
export interface MeasuredUpload extends Measured {
	/** What came before the pause. */
	reading: Cost;
}

/** What is read before the pause: how many files, and the folder where n8n stores them. */
interface Reading {
	storage: string;
	files: number;
}

/**
 * Runs a workflow and tells its cost.
 * @throws Failure when it does not succeed
 */
export async function measureRun(pid: number, start: () => Promise<Execution>): Promise<Measured> {
	const cost = await startMeter(pid);
	const run = await start();
	return { ...(await cost()), ms: timeOf(run), run };
}

/**
 * Runs a workflow that pauses once it has read its files, and tells the cost of either part.
 * @throws Failure when it does not succeed, or the pause was not where the one part was to end and the
 * other to begin
 */
export async function measureUpload(
	pid: number,
	start: () => Promise<Execution>,
	{ storage, files }: Reading,
): Promise<MeasuredUpload> {
	const readingCost = await startMeter(pid);
	const over = new AbortController();
	const running = start().finally(() => over.abort());
	const [run, { reading, readAt, cost, from }] = await Promise.all([
		running,
		filesStored(storage, files, over.signal).then(async () => {
			const [reading, readAt] = [await readingCost(), Date.now()];
			return { reading, readAt, cost: await startMeter(pid), from: Date.now() };
		}),
	]);
	const measured = { ...(await cost()), ms: timeOf(run), reading, run };
	const pause = run.runs.get(PAUSE);
	const inPause =
		pause && pause.startTime <= readAt && from <= pause.startTime + pause.executionTime;
	if (!inPause) throw new Failure('The pause after the reading was too short, or came too late.');
	return measured;
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

function timeOf(run: Execution): number {
	const failed = [...run.runs].find(([, { error }]) => error);
	if (run.status !== 'success') {
		const why = failed ? `${failed[0]}: ${failed[1].error?.message}` : run.status;
		throw new Failure(`A run that was to be measured ended with ${why}`);
	}
	let ms = 0;
	for (const [name, { executionTime }] of run.runs)
		if (![TRIGGER, READ, PAUSE].includes(name)) ms += executionTime;
	return ms;
}
