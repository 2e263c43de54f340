import { MIB } from '../files';
import type { LargeFile, Line } from '../results';
import { median, medianRatio } from '../statistics';
import { mib, ms, size, table, times } from './format';
import type { Section } from './section';

const FORMS = ['PUT', 'POST'] as const;

/** Median of each run's time by that of the bare transfer beside it. */
export const toCurl = (one: LargeFile): number => medianRatio(one.ms, one.curlMs);

const TIME = ['', 'time (ms)', 'curl (ms)', 'ratio'];
const timeRow = (one: LargeFile): string[] => [
	`${one.form}, ${size(one.bytes)}, ${one.peer}`,
	ms(median(one.ms)),
	ms(median(one.curlMs)),
	times(toCurl(one)),
];

const comparison = (files: LargeFile[]): string =>
	table(
		[...TIME, 'memory (MiB)', 'of the reading'],
		files.map((one) => [
			...timeRow(one),
			mib(median(one.aboveIdle)),
			mib(median(one.readAboveIdle)),
		]),
	);

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
			'`curl` sends the same file to the same storage right after each run and asks nobody for ' +
			'anything. The last column is what the reading had taken before. AWS S3 needs keys of the ' +
			'bucket, and cannot post forms. HTTP Request keeps every byte in case of a redirect, unless ' +
			'its user knows to switch redirects off.',
		tables: [comparison(files)],
		charts: {
			'benchmark-memory': {
				title: `Memory above idle, one file of ${size(largest)}`,
				unit: 'MiB',
				categories: peers,
				series: series(({ aboveIdle }) => median(aboveIdle) / MIB),
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
			`most that S3 takes in one request. Runs of each way: ${files[0]?.ms.length}.`,
		tables: [comparison(files)],
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
