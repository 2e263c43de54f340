import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fill, toCurl } from '../../tools/bench/report';
import type { Results } from '../../tools/bench/results';

const DOCS = join(__dirname, '../../docs');
const page = readFileSync(join(DOCS, 'benchmarks.md'), 'utf8');
const results = JSON.parse(readFileSync(join(DOCS, 'benchmarks.json'), 'utf8')) as Results;

/** Tables are aligned when they are written to the page. */
const unaligned = (markdown: string) => markdown.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('The page of the benchmarks', () => {
	it('says what was measured, and keeps what else it says', () => {
		expect(unaligned(fill(page, results))).toBe(unaligned(page));
	});

	it('says so where the largest file was not measured', () => {
		const others = { ...results, largest: undefined };
		expect(fill(page, others)).toContain('<!-- largest -->\n\nNot measured.\n\n<!-- end -->');
	});

	it('compares each run with the curl of that run', () => {
		expect(toCurl({ ms: [10, 40, 90], curlMs: [10, 20, 30] })).toBe(2);
	});
});
