import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../n8n/failure';

/** Loaded into n8n by NODE_OPTIONS: collects garbage when asked, so that runs start alike. */
export const COLLECTOR = join(__dirname, 'servers', 'collectOnSignal.cjs');
/** Loaded in its place: profiles the processor from one signal to the next. */
export const PROFILER = join(__dirname, 'servers', 'profileOnSignal.cjs');

/** Linux counts this way: https://docs.kernel.org/filesystems/proc.html */
const TICKS_PER_SECOND = 100;

export interface Cost {
	/** Most resident memory above what was resident before, in bytes. */
	peakAboveIdle: number;
	/** What was resident before, in bytes. */
	idle: number;
	/** Processor time of all the process's threads, in milliseconds; to 10 ms. */
	cpuMs: number;
}

/**
 * Counts from now on what a process costs, once it has given back the memory that it does not use.
 * @returns tells the cost so far
 * @throws Failure where there is no /proc
 */
export async function startMeter(pid: number): Promise<() => Promise<Cost>> {
	process.kill(pid, 'SIGUSR2');
	await sleep(1_000);
	// 5 resets the peak.
	await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => {
		throw new Failure('The benchmark needs Linux, whose /proc tells the peak memory of a process.');
	});
	const idle = await memory(pid, 'VmRSS');
	const cpu = await cpuTime(pid);
	return async () => ({
		idle,
		peakAboveIdle: (await memory(pid, 'VmHWM')) - idle,
		cpuMs: (await cpuTime(pid)) - cpu,
	});
}

async function memory(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kib = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
	return Number(kib) * 1024;
}

async function cpuTime(pid: number): Promise<number> {
	// The second field is the name in brackets, which may hold spaces; 14 and 15 are user and system.
	const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
	return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1_000;
}
