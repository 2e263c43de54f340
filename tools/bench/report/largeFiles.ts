import { PIECE_BYTES } from '../../../nodes/shared/storage/source';
import { MIB } from '../files';
import type { LargeFile, Line } from '../results';
import { median, medianRatio } from '../statistics';
import { mib, ms, size, table, times } from './format';
import type { Section } from './section';

const FORMS = ['PUT', 'POST'] as const;

/** Median of each run's time by that of the bare transfer beside it. */
export const toCurl = (one: LargeFile): number => medianRatio(one.ms, one.curlMs);

/** Bytes that the upload adds at its peak. */
export const memoryOf = ({ aboveIdle }: LargeFile): number => median(aboveIdle);

/** Bytes by which the peak of the upload lies above that of the reading before it. */
export function beyondReading(one: LargeFile): number {
	const peaks = (idle: number[], above: number[]) =>
		idle.map((bytes, run) => bytes + (above[run] ?? NaN));
	const reading = peaks(one.readIdle, one.readAboveIdle);
	return median(peaks(one.idle, one.aboveIdle).map((peak, run) => peak - (reading[run] ?? NaN)));
}

const wayOf = ({ form, bytes, peer }: LargeFile): string => `${form}, ${size(bytes)}, ${peer}`;

const TIME = ['', 'time (ms)', 'curl (ms)', 'ratio'];
const timeRow = (one: LargeFile): string[] => [
	wayOf(one),
	ms(median(one.ms)),
	ms(median(one.curlMs)),
	times(toCurl(one)),
];

const MEMORY = ['memory (MiB)', 'single runs', 'of the reading'];
const memoryRow = (one: LargeFile): string[] => [
	mib(memoryOf(one)),
	`${mib(Math.min(...one.aboveIdle))} to ${mib(Math.max(...one.aboveIdle))}`,
	mib(median(one.readAboveIdle)),
];

export function largeFilesSection(files: LargeFile[]): Section {
	const largest = Math.max(...files.map(({ bytes }) => bytes));
	const shown = files.filter(({ bytes }) => bytes === largest);
	const peers = [...new Set(shown.map(({ peer }) => peer))];
	const series = (value: (one: LargeFile) => number) =>
		FORMS.map((form) => ({
			name: form,
			values: peers.map((peer) => {
				const found = shown.find((one) => one.form === form && one.peer === peer);
				return found ? value(found) : NaN;
			}),
		}));
	return {
		title: 'One file',
		text:
			`Runs of each way: ${files[0]?.ms.length}, in rounds in which each way has an n8n of its own. ` +
			'`curl` sends the same file to the same storage right after each run and asks nobody for ' +
			'anything. The last column is what the reading had taken before. AWS S3 needs keys of the ' +
			'bucket, and cannot post forms. HTTP Request keeps every byte in case of a redirect, unless its ' +
			'user knows to switch redirects off.\n\n' +
			"What streams a file takes it from n8n's own stream, whose pieces stay until V8 collects them, " +
			'about every 64 MB, at a time that V8 chooses: the single runs scatter. This package reads pieces ' +
			`of ${size(PIECE_BYTES)}, as n8n's own nodes do.`,
		tables: [
			table(
				[...TIME, ...MEMORY],
				files.map((one) => [...timeRow(one), ...memoryRow(one)]),
			),
		],
		charts: {
			'benchmark-memory': {
				title: `Memory that the upload adds, one file of ${size(largest)}`,
				unit: 'MiB',
				categories: peers,
				series: series((one) => memoryOf(one) / MIB),
			},
			'benchmark-time': {
				title: `Time, one file of ${size(largest)}`,
				unit: 'ms',
				categories: peers,
				series: series(({ ms: all }) => median(all)),
			},
		},
	};
}

export function largestSection(files: LargeFile[]): Section {
	return {
		title: 'The largest file',
		text:
			'[5 GiB](https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html) is the ' +
			`most that S3 takes in one request. Runs of each way: ${files[0]?.ms.length}, each in an n8n ` +
			'of its own.',
		tables: [
			table(
				[...TIME, ...MEMORY],
				files.map((one) => [...timeRow(one), ...memoryRow(one)]),
			),
		],
		charts: {},
	};
}

export function lineSection({ bytesPerSecond, files }: Line): Section {
	return {
		title: 'One file over a line',
		text:
			'The storage on the same machine takes bytes faster than any line brings them. Here it takes ' +
			`${(bytesPerSecond * 8) / 1e9} Gbit in a second, from curl as well.`,
		tables: [table(TIME, files.map(timeRow))],
		charts: {},
	};
}
