/**
 * `npm run bench`: uploads the same files with this package, with n8n's own nodes and with curl.
 *
 * - parts.ts: what is measured, and how much of it
 * - largeFiles.ts, manyDocuments.ts: how
 * - lab.ts, measure.ts: an n8n for it, and what an upload costs there
 * - workflows/: what that n8n runs
 * - servers/: where the files go, in processes of their own
 * - report.ts: the tables of docs/benchmarks.md
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { Cleanup } from '../demo/cleanup';
import { stepsOf } from '../demo/report';
import { Failure, messageOf } from '../n8n/failure';
import { PROJECT } from '../n8n/package';
import { prepare } from './lab';
import { describeMachine } from './machine';
import { bytesNeeded, FULL, isPart, PARTS, QUICK } from './parts';
import { fill, PART_TEXTS } from './report';
import type { Machine, PartName, Results } from './results';

const PAGE = join(PROJECT, 'docs', 'benchmarks.md');
const NUMBERS = join(PROJECT, 'docs', 'benchmarks.json');

async function bench(cleanup: Cleanup, signal: AbortSignal): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string', multiple: true },
			'with-5gib': { type: 'boolean', default: false },
		},
	});
	const { quick, only, 'with-5gib': withLargest } = values;
	const plan = quick ? QUICK : FULL;
	const all = Object.keys(PARTS).filter(isPart);
	const parts = only?.map(partNamed) ?? all.filter((part) => withLargest || part !== 'largest');

	const step = stepsOf(2 + parts.length);
	const lab = await prepare(cleanup, bytesNeeded(plan, parts), step, signal);
	const machine = await describeMachine(lab);
	const kept = only ? (JSON.parse(await readFile(NUMBERS, 'utf8')) as Results) : { machine };
	const when = new Date().toISOString();
	let results: Partial<Results> & Pick<Results, 'machine'> = kept;
	for (const part of parts) {
		const found = await step(part, async ({ note }) => await PARTS[part](lab, plan, note));
		const elsewhere = isLike(machine, kept.machine) ? undefined : machine;
		results = {
			...results,
			...found,
			began: { ...results.began, [part]: when },
			elsewhere: { ...results.elsewhere, [part]: elsewhere },
		};
		console.log(`\n${PART_TEXTS[part](results)}\n`);
	}
	if (quick) console.log('Everything works. The numbers of a quick run say nothing.');
	else await write(results as Results);
}

function partNamed(name: string): PartName {
	if (isPart(name)) return name;
	throw new Failure(`There is no part '${name}'; there are: ${Object.keys(PARTS).join(', ')}.`);
}

/** Whether two machines are of one kind, with the same versions of everything. */
function isLike(one: Machine, other: Machine): boolean {
	const what = ({ cpu, cores, versions }: Machine) => JSON.stringify({ cpu, cores, versions });
	return what(one) === what(other);
}

async function write(results: Results): Promise<void> {
	const texts = [
		[NUMBERS, JSON.stringify(results)],
		[PAGE, fill(await readFile(PAGE, 'utf8'), results)],
	] as const;
	for (const [filepath, text] of texts) {
		const style = await resolveConfig(filepath);
		await writeFile(filepath, await format(text, { ...style, filepath }));
		console.log(`Written: ${filepath}`);
	}
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
