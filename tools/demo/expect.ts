import type { Execution } from '../n8n/client';
import { Failure } from '../n8n/failure';

/** @throws Failure that names what is not as it should be */
export function expectThat(what: string, isSo: boolean, seen = ''): void {
	if (!isSo) throw new Failure(`Not as expected: ${what}${seen ? `: ${seen}` : ''}.`);
}

/** @throws Failure with the messages of the nodes, if the execution did not end well */
export function expectSuccess({ status, runs, error }: Execution): void {
	const reasons = [...runs].flatMap(([node, run]) =>
		run.error ? [`${node}: ${run.error.message}`] : [],
	);
	expectThat('the run succeeds', status === 'success', [error?.message, ...reasons].join('; '));
}

/** @throws Failure if the execution did not end well, or if what it left behind deviates */
export function expectArrived(what: string, run: Execution, deviations: string[]): void {
	expectSuccess(run);
	expectThat(what, deviations.length === 0, deviations.join('; '));
}
