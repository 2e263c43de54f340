import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cleanup } from '../demo/cleanup';
import { Failure, messageOf } from '../demo/failure';
import { installN8n } from '../demo/n8n/install';
import { buildAndPack, PROJECT } from '../demo/package';
import { step } from '../demo/report';
import { GIB, KIB, MIB } from './files';
import type { Lab } from './lab';
import { describeMachine, temporaryFolder } from './machine';
import { measureFairness } from './measurements/fairness';
import { HTTP_REQUEST, measureLargeFiles, OWN } from './measurements/largeFiles';
import { measureManyDocuments } from './measurements/manyDocuments';
import { measureMetadata } from './measurements/metadata';
import { measureProfiles } from './measurements/profiles';
import { measureStartUp } from './measurements/startUp';
import { readResults, writeReport } from './report/write';
import type { Machine, Results } from './results';
import { Remote } from './servers/remote';
import type { Sink } from './servers/sink';
import type { Vendors } from './servers/vendors';

const DOCS = join(PROJECT, 'docs');

/** 1 Gbit/s, as good a line to a storage as most servers have. */
const GIGABIT = 125_000_000;

const FULL = {
	largeFiles: { sizes: [MIB, 64 * MIB, GIB], runs: 5 },
	line: { sizes: [GIB], runs: 5, bytesPerSecond: GIGABIT },
	largest: { sizes: [5 * GIB], runs: 2 },
	profiles: { bytes: GIB, items: 1_000, runs: 3 },
	manyDocuments: { documents: 200, bytes: 200 * KIB, latencyMs: 50, runs: 5 },
	metadata: { items: 1_000, runs: 5 },
	fairness: { files: 20, bytes: 64 * MIB, runs: 3 },
	startUp: { loads: 10, starts: 5 },
};

/** Shows that everything runs; its numbers say nothing. */
const QUICK: typeof FULL = {
	largeFiles: { sizes: [MIB, 8 * MIB], runs: 1 },
	line: { sizes: [8 * MIB], runs: 1, bytesPerSecond: GIGABIT },
	largest: { sizes: [5 * GIB], runs: 1 },
	profiles: { bytes: 8 * MIB, items: 50, runs: 1 },
	manyDocuments: { documents: 20, bytes: 20 * KIB, latencyMs: 10, runs: 1 },
	metadata: { items: 50, runs: 1 },
	fairness: { files: 20, bytes: MIB, runs: 1 },
	startUp: { loads: 1, starts: 1 },
};

async function bench(cleanup: Cleanup, signal: AbortSignal): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			'with-5gib': { type: 'boolean', default: false },
			only: { type: 'string', multiple: true },
			out: { type: 'string' },
			report: { type: 'boolean', default: false },
		},
	});
	if (values.report) {
		const folder = values.out ?? DOCS;
		return await writeReport(await readResults(folder), folder);
	}
	const plan = values.quick ? QUICK : FULL;
	const wanted = (name: string) =>
		values.only?.includes(name) ?? (name !== 'largest' || values['with-5gib']);
	const sizes = [...plan.largeFiles.sizes, ...(wanted('largest') ? plan.largest.sizes : [])];
	// The files, n8n's copy of one, and what HTTP Request keeps of it.
	const bytesNeeded = sizes.reduce((sum, size) => sum + size) + 2 * Math.max(...sizes);
	const folder = await temporaryFolder(cleanup, bytesNeeded);
	const out = values.out ?? (values.quick ? join(folder, 'docs') : DOCS);

	const lab = await prepare(cleanup, folder, signal);
	const machine = await describeMachine(lab.n8n, lab.packed, folder);
	const earlier = values.only && !values.quick ? await readResults(out) : undefined;
	if (earlier) assertSame(machine, earlier.machine);
	const measured = async <T>(name: string, work: (note: (what: string) => void) => Promise<T>) =>
		wanted(name) ? await step(name, work) : undefined;
	const results: Partial<Results> = {
		machine,
		options: { quick: values.quick, runs: plan.largeFiles.runs },
		largeFiles: await measured('largeFiles', (note) =>
			measureLargeFiles(lab, plan.largeFiles, note),
		),
		line: await measured('line', async (note) => {
			const peers = [OWN, HTTP_REQUEST];
			const { bytesPerSecond } = plan.line;
			return { bytesPerSecond, files: await measureLargeFiles(lab, { ...plan.line, peers }, note) };
		}),
		largest: await measured('largest', (note) => measureLargeFiles(lab, plan.largest, note)),
		profiles: await measured('profiles', (note) => measureProfiles(lab, plan.profiles, note)),
		manyDocuments: await measured('manyDocuments', (note) =>
			measureManyDocuments(lab, plan.manyDocuments, note),
		),
		metadata: await measured('metadata', (note) => measureMetadata(lab, plan.metadata, note)),
		...(await measured('fairness', (note) => measureFairness(lab, plan.fairness, note))),
		startUp: await measured('startUp', (note) => measureStartUp(lab, plan.startUp, note)),
	};
	if (earlier) await writeReport(renewed(earlier, results), out);
	else if (values.only) console.log(JSON.stringify(results, null, 1));
	else await writeReport(results as Results, out);
}

/** @throws Failure when what would be measured does not belong beside what is kept */
function assertSame(now: Machine, kept: Machine): void {
	const what = ({ cpu, cores, versions }: Machine) => JSON.stringify({ cpu, cores, versions });
	if (what(now) !== what(kept))
		throw new Failure('The kept numbers are of another machine or other versions: run all parts.');
}

/** An earlier run, with what was measured again. */
function renewed(earlier: Results, again: Partial<Results>): Results {
	const measured = Object.entries(again).filter(
		([part, value]) => value !== undefined && part !== 'machine' && part !== 'options',
	);
	const times = measured.map(([part]) => [part, again.machine?.when ?? '']);
	return {
		...earlier,
		...Object.fromEntries(measured),
		renewed: { ...earlier.renewed, ...Object.fromEntries(times) },
	};
}

async function prepare(cleanup: Cleanup, folder: string, signal: AbortSignal): Promise<Lab> {
	const packed = await step('Build and pack the package', () => buildAndPack(folder, signal));
	const n8n = await step('n8n, installed once and kept', (onStep) =>
		installN8n({ signal, onStep }),
	);
	const filesFolder = join(folder, 'files');
	await mkdir(filesFolder);
	const sink = await Remote.start<Sink>('sink.ts');
	cleanup.add(() => sink.stop());
	const sinkOrigin = await sink.call('origin');
	const vendors = await Remote.start<Vendors>('vendors.ts', { argument: sinkOrigin });
	cleanup.add(() => vendors.stop());
	return { n8n, packed, filesFolder, folder, sink, sinkOrigin, vendors, signal };
}

async function main(): Promise<void> {
	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
		process.on(signal, () => stop.abort(new Failure('Stopped.')));
	const cleanup = new Cleanup();
	try {
		await bench(cleanup, stop.signal);
	} catch (thrown) {
		console.error(`\n${messageOf(thrown)}`);
		process.exitCode = 1;
	} finally {
		await cleanup.run();
	}
}

void main();
