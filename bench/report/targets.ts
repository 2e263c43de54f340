import { OWN } from '../measurements/largeFiles';
import type { LargeFile, Results } from '../results';
import { median } from '../statistics';
import { mib, ms, size, table, times } from './format';
import { ownMemory, toCurl } from './largeFiles';
import { metadataProfile, ownTime } from './profiles';

/** What the package is to reach, and whether it has, out of the numbers. */
export function targets({ largeFiles, line, manyDocuments, profiles }: Results): string {
	const own = largeFiles.filter(({ peer }) => peer === OWN);
	const largest = own.filter(({ bytes }) => bytes === timedSize(own.map((one) => one.bytes)));
	const ownOverLine = line.files.filter(({ peer }) => peer === OWN);
	const memory = Math.max(...own.map(ownMemory));
	const perItem = ownTime(metadataProfile(profiles));
	const timeOf = (peer: RegExp) => {
		const found = manyDocuments.filter((way) => peer.test(way.peer)).map((way) => median(way.ms));
		return Math.min(...found);
	};
	const documents = timeOf(/concurrency 20$/);
	const batches = timeOf(/^HTTP Request(, batches of| in a loop of)/);
	const rows: Array<[string, string, boolean]> = [
		time('to a storage on the same machine', largest),
		time(`over a line of ${(line.bytesPerSecond * 8) / 1e9} Gbit/s`, ownOverLine),
		[
			'memory: at most 48 MiB more than reading alone, at any size',
			`${mib(memory)} MiB`,
			memory <= 48 * 1024 ** 2,
		],
		[
			'many documents at concurrency 20: no slower than HTTP Request at batch size 20',
			`${ms(documents)} ms, there ${ms(batches)} ms`,
			documents <= batches,
		],
		['own overhead per item: less than 1 ms', `${ms(perItem)} ms`, perItem < 1],
	];
	return table(
		['target', 'measured', 'reached'],
		rows.map(([target, measured, reached]) => [target, measured, reached ? 'yes' : 'no']),
	);
}

function time(where: string, files: LargeFile[]): [string, string, boolean] {
	const slowest = Math.max(...files.map(toCurl));
	const target = `one file of ${size(files[0]?.bytes ?? 0)} ${where}: at most 1.10 × curl`;
	return [target, times(slowest), slowest <= 1.1];
}

/** 1 GiB, or the largest of a quick run. */
function timedSize(sizes: number[]): number {
	return sizes.includes(1024 ** 3) ? 1024 ** 3 : Math.max(...sizes);
}
