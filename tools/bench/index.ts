import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cleanup } from '../demo/cleanup';
import { Failure, messageOf } from '../n8n/failure';
import { installN8n } from '../n8n/install';
import { buildAndPack, PROJECT } from '../n8n/package';
import { step } from '../demo/report';
import type { Lab } from './lab';
import { describeMachine, temporaryFolder } from './machine';
import { FULL, isPart, PARTS, QUICK, type Plan } from './parts';
import { readResults, writeReport } from './report/write';
import type { Machine, Results } from './results';
import { Remote } from './servers/remote';
import type { Sink } from './servers/sink';
import type { Vendors } from './servers/vendors';

const DOCS = join(PROJECT, 'docs');

/** Beside the report: what a whole run has measured so far. */
const UNFINISHED = 'benchmarks.unfinished.json';

async function bench(cleanup: Cleanup, signal: AbortSignal): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			'with-5gib': { type: 'boolean', default: false },
			only: { type: 'string', multiple: true },
			resume: { type: 'boolean', default: false },
			out: { type: 'string' },
			report: { type: 'boolean', default: false },
		},
	});
	if (values.report) {
		const folder = values.out ?? DOCS;
		const results = await readResults(folder);
		assertPlan(results, results.options.quick ? QUICK : FULL);
		return await writeReport(results, folder);
	}
	const plan = values.quick ? QUICK : FULL;
	const parts = values.only?.map(partOf) ?? partsOf(values['with-5gib']);
	const folder = await temporaryFolder(cleanup, bytesNeeded(plan, parts.includes('largest')));
	const out = values.out ?? (values.quick ? join(folder, 'docs') : DOCS);
	await mkdir(out, { recursive: true });

	const lab = await prepare(cleanup, folder, signal);
	const machine = await describeMachine(lab.n8n, lab.packed, folder);
	const begin = { machine, options: { quick: values.quick, plan } };
	if (values.only && values.quick) {
		console.log(JSON.stringify(await measure(lab, plan, parts, begin), null, 1));
	} else if (values.only) {
		const earlier = await readResults(out);
		assertSame(machine, earlier.machine);
		assertPlan(earlier, plan);
		await writeReport(renewed(earlier, await measure(lab, plan, parts, begin)), out);
	} else {
		const unfinished = join(out, UNFINISHED);
		const kept = values.resume ? await readUnfinished(unfinished, begin) : begin;
		const keep = async (results: Partial<Results>) =>
			await writeFile(unfinished, JSON.stringify(results));
		await writeReport((await measure(lab, plan, parts, kept, keep)) as Results, out);
		await rm(unfinished, { force: true });
	}
}

function partOf(name: string): keyof Plan {
	if (isPart(name)) return name;
	throw new Failure(`There is no part '${name}'; there are: ${Object.keys(PARTS).join(', ')}.`);
}

const partsOf = (withLargest: boolean): Array<keyof Plan> =>
	Object.keys(PARTS)
		.filter(isPart)
		.filter((part) => part !== 'largest' || withLargest);

/** The files, n8n's copy of one, and what HTTP Request keeps of it. */
function bytesNeeded({ largeFiles, largest }: Plan, withLargest: boolean): number {
	const sizes = [...largeFiles.sizes, ...(withLargest ? largest.sizes : [])];
	return sizes.reduce((sum, size) => sum + size) + 2 * Math.max(...sizes);
}

/** Adds the parts that `results` do not have yet, and hands on what there is after each. */
async function measure(
	lab: Lab,
	plan: Plan,
	parts: Array<keyof Plan>,
	results: Partial<Results>,
	keep = async (_results: Partial<Results>) => {},
): Promise<Partial<Results>> {
	let all = results;
	for (const part of parts) {
		if (part in all) continue;
		const found = await step(part, async (note) => await PARTS[part](lab, plan, note));
		all = { ...all, ...found };
		await keep(all);
	}
	return all;
}

/** @throws Failure when there is none, or one that belongs to another kind of run */
async function readUnfinished(
	path: string,
	{ machine, options }: Pick<Results, 'machine' | 'options'>,
): Promise<Partial<Results>> {
	const text = await readFile(path, 'utf8').catch(() => {
		throw new Failure('There is no unfinished run to resume: leave out --resume.');
	});
	const kept = JSON.parse(text) as Results;
	assertSame(machine, kept.machine);
	if (kept.options.quick !== options.quick)
		throw new Failure(
			'The unfinished run and this one are not both quick: use --quick in both or none.',
		);
	assertPlan(kept, options.plan);
	return kept;
}

/** @throws Failure when the report would say of kept numbers what does not hold for them */
function assertPlan({ options }: Results, plan: Plan): void {
	if (JSON.stringify(options.plan) !== JSON.stringify(plan))
		throw new Failure('The kept numbers come of other rounds, runs or sizes: run all parts.');
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
