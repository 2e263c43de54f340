import type { Audit } from './audit';

export interface SoakReport {
	executions: number;
	items: number;
	uploads: number;
	calls: number;
	/** Calls that went wrong, by what went wrong. */
	faults: Record<string, number>;
	faultsInAll: number;
	/** Calls that were sent again. */
	retries: number;
	/** Pauses before a look at what an unclear write has done. */
	looks: number;
	/** Second and third tries of executions. */
	tries: number;
	/** URLs that were reported as expired. */
	expired: number;
	/** Writes whose response was lost, with the work found done by checking. */
	reconciled: number;
	/** Items that failed, by step, and all of them run again or finished by their keys. */
	failed: Record<string, number>;
	failedInAll: number;
	failedAgain: number;
	/** Images and files that somebody else put on the same products and plans. */
	foreign: number;
	first: Audit;
	last: Audit;
	/** Responses of the emulators that violated the services' own API documents. */
	violations: number;
	seconds: number;
}

/** Whether every file is where it belongs, once, and the node reported nothing else. */
export function passed({ first, last, failedAgain, violations }: SoakReport): boolean {
	const amiss = [first, last].map(
		({ lost, doubled, deleted, contradictions }) =>
			lost + doubled + deleted + contradictions.length,
	);
	return amiss.every((count) => count === 0) && failedAgain === 0 && violations === 0;
}
