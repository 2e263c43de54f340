import { Engine } from '../engine';
import { runAgain } from './again';
import { audit, type Audit } from './audit';
import { storedObjects } from './found';
import { watchPauses } from './pauses';
import { seeded } from './seeded';
import { startStage } from './stage';
import { upload, type Outcome } from './uploads';
import { Weather } from './weather';
import { planWork } from './work';

export interface SoakOptions {
	seed: number;
	/** Files to upload. */
	uploads: number;
	/** How many of all calls go wrong, from 0 to 1. */
	rate: number;
	binaryMode: 'default' | 'filesystem';
}

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
	/** URLs that were reported as expired. */
	expired: number;
	/** Writes whose response was lost, with the work found done by checking. */
	reconciled: number;
	/** Items that failed, by step, and all of them run again or finished by their keys. */
	failed: Record<string, number>;
	failedInAll: number;
	failedAgain: number;
	first: Audit;
	last: Audit;
	/** Responses of the emulators that violated the services' own API documents. */
	violations: number;
	seconds: number;
}

/**
 * Uploads thousands of files while one call in so many goes wrong, compares what the node reported
 * with what is there, then finishes what failed without faults and compares again.
 */
export async function soak(
	engine: Engine,
	{ seed, uploads, rate }: SoakOptions,
): Promise<SoakReport> {
	const start = performance.now();
	const stage = await startStage(engine);
	const pauses = watchPauses();
	try {
		const before = new Set((await storedObjects(stage)).keys());
		const random = seeded(seed + 1);
		const weather = new Weather(random, rate);
		stage.setWeather(weather);
		const batches = planWork(seed, uploads, stage.targets);
		const outcomes: Outcome[] = [];
		for (const batch of batches) {
			// The node signs in again when a token is no longer valid.
			if (random() < 0.1) stage.karmaCheck.revokeTokens();
			outcomes.push(...(await upload(stage, seed, batch)));
		}
		stage.clearWeather();
		const { retries } = pauses;
		const calls = stage.calls();
		const first = await audit(stage, outcomes, before);

		const failed = outcomes.flatMap(({ failure }) => (failure ? [failure.step] : []));
		const afterAll = await runAgain(stage, seed, outcomes);
		const last = await audit(stage, afterAll, before);
		const violations = [...stage.karmaCheck.violations, ...stage.kelviq.violations].length;
		return {
			executions: batches.length,
			items: outcomes.length,
			uploads: outcomes.reduce((sum, { item }) => sum + item.files.length, 0),
			calls,
			faults: Object.fromEntries([...weather.faults].sort(([, a], [, b]) => b - a)),
			faultsInAll: weather.total,
			retries,
			expired: weather.faults.get('expired address') ?? 0,
			reconciled: weather.lostWrites - first.doneUntold,
			failed: Object.fromEntries(
				[...new Set(failed)].map((step) => [step, failed.filter((one) => one === step).length]),
			),
			failedInAll: failed.length,
			failedAgain: afterAll.filter(({ failure }) => failure).length,
			first,
			last,
			violations,
			seconds: (performance.now() - start) / 1000,
		};
	} finally {
		pauses.stop();
		await stage.close();
	}
}

/** Whether every file is where it belongs, once, and the node reported nothing else. */
export function passed({ first, last, failedAgain, violations }: SoakReport): boolean {
	const amiss = [first, last].map(
		({ lost, doubled, contradictions }) => lost + doubled + contradictions.length,
	);
	return amiss.every((count) => count === 0) && failedAgain === 0 && violations === 0;
}
