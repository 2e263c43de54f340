import { Failure } from '../n8n/failure';
import type { Execution } from '../n8n/client';
import type { Finding } from './verify';

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Prints a step when it starts, and how long it took when it is done. */
export async function step<T>(
	what: string,
	work: (note: (detail: string) => void) => Promise<T>,
): Promise<T> {
	const start = Date.now();
	console.log(`• ${what}`);
	const result = await work((detail) => console.log(`    ${detail}`));
	console.log(`    done in ${seconds(Date.now() - start)}`);
	return result;
}

/** Prints labeled values under a title, the labels aligned. */
export function printTable(title: string, rows: Array<[label: string, value: string]>): void {
	const width = Math.max(...rows.map(([label]) => label.length));
	console.log(`\n${title}`);
	for (const [label, value] of rows) console.log(`  ${label.padEnd(width)}  ${value}`);
}

/** Prints what was found after a run. @throws Failure if something is not as it should be */
export function printFinding(title: string, run: Execution, { rows, deviations }: Finding): void {
	const failed = [...run.runs].flatMap(([node, { error }]) =>
		error ? [`${node}: ${error.message}`] : [],
	);
	const wrong =
		run.status === 'success' ? deviations : [`the run ended as ${run.status}`, ...failed];
	if (wrong.length > 0) throw new Failure(`Not as expected: ${title}: ${wrong.join('; ')}.`);
	printTable(title, rows);
}
