import { MIB } from '../files';
import { OWN, REDIRECTS_OFF } from '../measurements/largeFiles';
import type { LargeFile, Results } from '../results';
import { median } from '../statistics';
import { mib, ms, size, table, times } from './format';
import { beyondReading, toCurl } from './largeFiles';
import { metadataProfile, ownTime } from './profiles';

type Reached = 'yes' | 'level' | 'no';
type Row = [target: string, measured: string, reached: Reached];

const yesIf = (reached: boolean): Reached => (reached ? 'yes' : 'no');

/** What the package is to reach, and whether it has, out of the numbers. */
export function targets(results: Results): string {
	const { largeFiles, line, largest = [], manyDocuments, profiles } = results;
	const timed = ofSize(largeFiles, timedSize(largeFiles));
	const own = (files: LargeFile[]) => files.filter(({ peer }) => peer === OWN);
	const beyond = Math.max(...own([...largeFiles, ...largest]).map(beyondReading));
	const perItem = ownTime(metadataProfile(profiles));
	const timeOf = (peer: RegExp) => {
		const found = manyDocuments.filter((way) => peer.test(way.peer)).map((way) => median(way.ms));
		return Math.min(...found);
	};
	const documents = timeOf(/concurrency 20$/);
	const batches = timeOf(/^HTTP Request(, batches of| in a loop of)/);
	const rows: Row[] = [
		time('to a storage on the same machine', own(timed)),
		time(`over a line of ${(line.bytesPerSecond * 8) / 1e9} Gbit/s`, own(line.files)),
		...bySize([...largeFiles, ...largest]).flatMap(ahead),
		[
			'memory: at most 48 MiB more than the reading alone, at any size',
			`${mib(beyond)} MiB`,
			yesIf(beyond <= 48 * MIB),
		],
		[
			'many documents at concurrency 20: no slower than HTTP Request at batch size 20',
			`${ms(documents)} ms, there ${ms(batches)} ms`,
			yesIf(documents <= batches),
		],
		['own overhead per item: less than 1 ms', `${ms(perItem)} ms`, yesIf(perItem < 1)],
	];
	return table(['target', 'measured', 'reached'], rows);
}

function time(where: string, files: LargeFile[]): Row {
	const slowest = Math.max(...files.map(toCurl));
	const target = `one file of ${size(files[0]?.bytes ?? 0)} ${where}: at most 1.10 × curl`;
	return [target, times(slowest), yesIf(slowest <= 1.1)];
}

/** This package beside the best of all others, by PUT and by form. */
function ahead(files: LargeFile[]): Row[] {
	const row = (
		what: string,
		unit: string,
		runsOf: (one: LargeFile) => number[],
		peers: (peer: string) => boolean = () => true,
	): Row => {
		const pairs = (['PUT', 'POST'] as const).map((form) => {
			const runs = (wanted: (peer: string) => boolean) =>
				files.filter((one) => one.form === form && wanted(one.peer)).map(runsOf);
			const [own = []] = runs((peer) => peer === OWN);
			const others = runs((peer) => peer !== OWN && peers(peer));
			const best = others.reduce((a, b) => (median(b) < median(a) ? b : a));
			return { form, own, best };
		});
		const shown = pairs.map(
			({ form, own, best }) => `${form} ${ms(median(own))}, there ${ms(median(best))}`,
		);
		const target = `one file of ${size(files[0]?.bytes ?? 0)}: ${what}`;
		return [target, `${shown.join('; ')} ${unit}`, worst(pairs.map(standing))];
	};
	return [
		row('less memory than HTTP Request and AWS S3 as they come', 'MiB', inMib, asItComes),
		row('less memory than HTTP Request with redirects off', 'MiB', inMib, (p) => !asItComes(p)),
		row('less time than every other way', 'ms', ({ ms: all }) => all),
	];
}

/** 'level' where each median lies among the single runs of the other. */
export function standing({ own, best }: { own: number[]; best: number[] }): Reached {
	const [here, there] = [median(own), median(best)];
	const among = (one: number, runs: number[]) =>
		Math.min(...runs) <= one && one <= Math.max(...runs);
	if (among(here, best) && among(there, own)) return 'level';
	return here < there ? 'yes' : 'no';
}

const ORDER: Reached[] = ['no', 'level', 'yes'];
const worst = (all: Reached[]): Reached => ORDER.find((one) => all.includes(one)) ?? 'no';

const asItComes = (peer: string): boolean => !peer.endsWith(REDIRECTS_OFF);
const inMib = ({ aboveIdle }: LargeFile): number[] => aboveIdle.map((bytes) => bytes / MIB);

const bySize = (files: LargeFile[]): LargeFile[][] =>
	[...new Set(files.map(({ bytes }) => bytes))].map((bytes) => ofSize(files, bytes));

const ofSize = (files: LargeFile[], wanted: number): LargeFile[] =>
	files.filter(({ bytes }) => bytes === wanted);

/** 1 GiB, or the largest of a quick run. */
function timedSize(files: LargeFile[]): number {
	const sizes = files.map(({ bytes }) => bytes);
	return sizes.includes(1024 ** 3) ? 1024 ** 3 : Math.max(...sizes);
}
