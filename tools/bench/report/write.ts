import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROJECT } from '../../n8n/package';
import { GIB } from '../files';
import type { Machine, Results } from '../results';
import { drawBars } from './chart';
import { largeFilesSection, largestSection, lineSection } from './largeFiles';
import { fairnessSection, manyDocumentsSection, metadataSection, startUpSection } from './others';
import { profilesSection } from './profiles';
import type { Section } from './section';
import { targets } from './targets';

const MEANING =
	'Time is what n8n reports for the nodes that ask for the address, send the file and record it. ' +
	"Memory is the peak of n8n's main process while they work, over what it held just before. The " +
	"files come from n8n's own node that reads them from disk, the same for all and in neither: " +
	'after it the workflow pauses, and n8n gives back what it does not use any more.\n\n' +
	'The C library keeps some of what n8n has freed, and serves the next node from it: memory is what ' +
	'an upload adds to that.\n\n' +
	"A target is 'level' where each of the two medians lies among the other's single runs.";
const RAW = 'benchmarks.json';

/** The numbers of an earlier run, whose report is to be written anew. */
export async function readResults(folder: string): Promise<Results> {
	return JSON.parse(await readFile(join(folder, RAW), 'utf8')) as Results;
}

/** Writes `benchmarks.md`, its charts and `benchmarks.json`, and prints the first. */
export async function writeReport(results: Results, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const sections = [
		largeFilesSection(results.largeFiles),
		...(results.largest ? [largestSection(results.largest)] : []),
		lineSection(results.line),
		manyDocumentsSection(results.manyDocuments),
		fairnessSection(results.fairness, results.slowItem),
		metadataSection(results.metadata),
		profilesSection(results.profiles),
		startUpSection(results.startUp),
	];
	for (const [name, chart] of sections.flatMap(({ charts }) => Object.entries(charts)))
		await writeFile(join(folder, `${name}.svg`), `${drawBars(chart)}\n`);
	const markdown = await writeFormatted(folder, 'benchmarks.md', markdownOf(results, sections));
	await writeFormatted(folder, RAW, JSON.stringify(results));
	console.log(`\n${markdown}\nWritten to ${folder}`);
}

function markdownOf(results: Results, sections: Section[]): string {
	const parts = sections.map(({ title, text, tables, charts }) => {
		const images = Object.entries(charts).map(([name, { title: alt }]) => `![${alt}](${name}.svg)`);
		return [`## ${title}`, text, ...tables, ...images].join('\n\n');
	});
	const { quick } = results.options;
	const begin = [
		'# Benchmarks',
		...(quick ? ['**A quick run: it shows that everything works, its numbers say nothing.**'] : []),
		describe(results.machine),
		...(results.renewed ? [renewal(results.renewed)] : []),
		targets(results),
		MEANING,
		...parts,
	];
	return `${begin.join('\n\n')}\n`;
}

function describe({ versions, ...machine }: Machine): string {
	return (
		'Made by `npm run bench`, which starts a real n8n and runs this package and what users would ' +
		'pick instead on the same work, against the same emulators and a storage that takes bytes and ' +
		'forgets them, each in a process of its own. Medians; every single number is in ' +
		'[benchmarks.json](benchmarks.json). Ratios mean more than times.\n\n' +
		`n8n ${versions.n8n}, Node ${versions.node}, curl ${versions.curl}, package ` +
		`${versions.package}. ${machine.cpu}, ${machine.cores} cores, ` +
		`${(machine.memory / GIB).toFixed(0)} GiB of memory, ${machine.system}, files on ` +
		`${machine.fileSystem}, load ${machine.loadBefore.toFixed(1)} before. ${machine.when.slice(0, 10)}.`
	);
}

function renewal(parts: { [part: string]: string }): string {
	const all = Object.entries(parts).map(([part, when]) => `${part} (${when.slice(0, 16)})`);
	return (
		`Measured again since, each part in a run of its own on the same kind of machine: ${all.join(', ')}. ` +
		'Such machines differ in speed, so compare times within a part only.'
	);
}

/** As `npm run lint` wants it. @returns what was written */
async function writeFormatted(folder: string, name: string, text: string): Promise<string> {
	const path = join(folder, name);
	const style = await resolveConfig(join(PROJECT, 'docs', name));
	const formatted = await format(text, { ...style, filepath: path });
	await writeFile(path, formatted);
	return formatted;
}
