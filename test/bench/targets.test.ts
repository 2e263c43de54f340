import { beyondReading, memoryOf, toCurl } from '../../tools/bench/report/largeFiles';
import { standing } from '../../tools/bench/report/targets';

describe('What the benchmark makes of single runs', () => {
	it.each([
		['ahead where its median lies below every run of the other', [10, 12, 90], [13, 14, 15], 'yes'],
		[
			'level where it is lower, but among the runs of the other',
			[10, 13, 16],
			[12, 14, 17],
			'level',
		],
		[
			'level where each median lies among the runs of the other',
			[10, 15, 16],
			[12, 14, 17],
			'level',
		],
		['level where both medians are the same', [12, 12, 12], [12, 12, 12], 'level'],
		['behind where its median lies above every run of the other', [10, 18, 19], [12, 14, 17], 'no'],
		[
			'behind where the other median lies below every run of its own',
			[15, 16, 17],
			[12, 14, 18],
			'no',
		],
	])('calls this package %s', (_title, own, best, expected) => {
		expect(standing({ own, best })).toBe(expected);
	});

	it('compares each run with the curl and the reading of that run', () => {
		const file = {
			form: 'PUT' as const,
			bytes: 1,
			peer: 'any',
			ms: [10, 40, 90],
			curlMs: [10, 20, 30],
			idle: [105, 105, 105],
			aboveIdle: [30, 10, 20],
			readIdle: [100, 100, 100],
			readAboveIdle: [36, 10, 20],
		};
		expect(toCurl(file)).toBe(2);
		expect(memoryOf(file)).toBe(20);
		expect(beyondReading(file)).toBe(5);
	});
});
