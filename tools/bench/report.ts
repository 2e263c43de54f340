import { GIB, KIB, MIB } from './files';
import { OWN, type LargeFile, type Machine, type PartName, type Results } from './results';

/** Puts the numbers into a page, each text between a comment with its name and `<!-- end -->`. */
export const fill = (page: string, results: Results): string =>
	page.replace(
		/<!-- (\w+) -->.*?<!-- end -->/gs,
		(_, name: keyof typeof TEXTS) => `<!-- ${name} -->\n\n${TEXTS[name](results)}\n\n<!-- end -->`,
	);

/** What was measured in a part, in Markdown. */
export const PART_TEXTS: { [Part in PartName]: (results: Partial<Results>) => string } = {
	largeFiles: (results) => filesText(results.largeFiles, noteOn('largeFiles', results)),
	line: (results) => filesText(results.line?.files, noteOn('line', results)),
	manyDocuments: documentsText,
	largest: (results) => filesText(results.largest, noteOn('largest', results)),
};

const TEXTS = { ...PART_TEXTS, machine: ({ machine }: Results) => machineText(machine), targets };

function machineText({ versions, ...its }: Machine): string {
	return (
		`n8n ${versions.n8n}, Node ${versions.node}, curl ${versions.curl}, package ` +
		`${versions.package}. ${its.cpu}, ${its.cores} cores, ${(its.memory / GIB).toFixed(0)} GiB of ` +
		`memory, ${its.system}, files on ${its.fileSystem}, load ${its.loadBefore.toFixed(1)} before.`
	);
}

/** What the package is to reach, and whether it has. */
function targets({ largeFiles, line, largest = [], manyDocuments }: Results): string {
	const own = (files: LargeFile[]) => files.filter(({ peer }) => peer === OWN);
	const slowest = (files: LargeFile[]) =>
		Math.max(...own(files.filter(({ bytes }) => bytes === GIB)).map(toCurl));
	const most = Math.max(...own([...largeFiles, ...largest]).map((one) => median(one.aboveIdle)));
	const fastest = (name: RegExp) =>
		Math.min(...manyDocuments.filter(({ peer }) => name.test(peer)).map((way) => median(way.ms)));
	const row = (target: string, measured: number, limit: number, show: (n: number) => string) => [
		`${target}: at most ${show(limit)}`,
		show(measured),
		measured <= limit ? 'yes' : 'no',
	];
	const curl = (n: number) => `${times(n)} curl`;
	const [ours, theirs] = [fastest(/\(default\)$/), fastest(/^HTTP Request \(default/)];
	return table(
		['target', 'measured', 'reached'],
		[
			row('1 GiB to a storage on the same machine', slowest(largeFiles), 1.1, curl),
			row(`1 GiB over ${gigabits(line.bytesPerSecond)}`, slowest(line.files), 1.1, curl),
			row('memory that one file adds, whatever its size', most, 48 * MIB, (n) => `${mib(n)} MiB`),
			row(
				'many documents, at the default, as by HTTP Request at its default',
				ours,
				theirs,
				(n) => `${ms(n)} ms`,
			),
		],
	);
}

/** When a part was measured, and where if not with the rest. */
function noteOn(part: PartName, { began, elsewhere }: Partial<Results>): string {
	const machine = elsewhere?.[part];
	const day = (began?.[part] ?? '').slice(0, 10);
	return `on ${day}${machine ? `, on another machine: ${machineText(machine)}` : '.'}`;
}

const runsOf = ([first]: Array<{ ms: number[] }>, note: string): string =>
	`Runs of each way: ${first?.ms.length}, ${note}`;

function filesText(files: LargeFile[] | undefined, note: string): string {
	if (!files) return 'Not measured.';
	const rows = files.map((one) => [
		`${one.form}, ${size(one.bytes)}, ${one.peer}`,
		ms(median(one.ms)),
		ms(median(one.curlMs)),
		times(toCurl(one)),
		mib(median(one.aboveIdle)),
		`${mib(Math.min(...one.aboveIdle))} to ${mib(Math.max(...one.aboveIdle))}`,
	]);
	const head = ['', 'time (ms)', 'curl (ms)', 'ratio', 'memory (MiB)', 'single runs'];
	return `${runsOf(files, note)}\n\n${table(head, rows)}`;
}

function documentsText(results: Partial<Results>): string {
	const { manyDocuments = [] } = results;
	const { documents = 0, bytes = 0, latencyMs = 0 } = manyDocuments[0] ?? {};
	const rows = manyDocuments.map((way) => [
		way.peer,
		ms(median(way.ms)),
		mib(median(way.aboveIdle)),
		way.vendorCalls,
		way.storageCalls,
		way.mostOpen,
	]);
	const head = ['', 'time (ms)', 'memory (MiB)', 'vendor calls', 'uploads', 'most uploads at once'];
	return (
		`${documents} documents of ${size(bytes)} on one case, ${latencyMs} ms of latency on every ` +
		`call to the vendor. ${runsOf(manyDocuments, noteOn('manyDocuments', results))}\n\n${table(head, rows)}`
	);
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	if (low === undefined || high === undefined) throw new Error('A median of nothing');
	return (low + high) / 2;
}

/** Median of each run's time by that of the bare transfer beside it. */
export const toCurl = ({ ms, curlMs }: Pick<LargeFile, 'ms' | 'curlMs'>): number =>
	median(ms.map((value, run) => value / (curlMs[run] ?? NaN)));

/** e.g. 64 MiB */
function size(bytes: number): string {
	if (bytes >= GIB) return `${bytes / GIB} GiB`;
	return bytes >= MIB ? `${bytes / MIB} MiB` : `${bytes / KIB} KiB`;
}

const gigabits = (bytesPerSecond: number): string =>
	`a line of ${(bytesPerSecond * 8) / 1e9} Gbit/s`;
const mib = (bytes: number): string => (bytes / MIB).toFixed(0);
const ms = (milliseconds: number): string =>
	milliseconds.toLocaleString('en', { maximumFractionDigits: milliseconds < 10 ? 2 : 0 });
const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

/** A table in Markdown; prettier aligns it. */
function table(head: string[], rows: Array<Array<string | number>>): string {
	const alignment = head.map((_, column) => (column ? '---:' : '---'));
	return [head, alignment, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
