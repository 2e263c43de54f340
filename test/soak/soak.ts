import { Engine } from '../engine';
import { runAgain } from './again';
import { audit } from './audit';
import { countPauses } from './counts';
import { Foreign } from './foreign';
import { storedObjects } from './found';
import type { SoakReport } from './report';
import { seeded } from './seeded';
import { startStage, type Stage } from './stage';
import { upload, type Outcome } from './uploads';
import { Weather } from './weather';
import { planWork, type Batch } from './work';

export { passed } from './report';

export interface SoakOptions {
	seed: number;
	/** Files to upload. */
	uploads: number;
	/** How many of all calls go wrong, from 0 to 1. */
	rate: number;
	binaryMode: 'default' | 'filesystem';
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
	const counts = countPauses();
	try {
		const before = new Set((await storedObjects(stage)).keys());
		const random = seeded(seed + 1);
		const foreign = new Foreign(stage, seeded(seed + 2));
		foreign.watch(stage);
		const weather = new Weather(random, rate);
		stage.setWeather(weather);
		const batches = planWork(seed, uploads, stage.targets);
		const outcomes = await uploadAll(stage, seed, { batches, random });
		await stage.clearWeather();
		const { retries, looks, tries } = counts;
		const calls = stage.calls();
		const first = await audit(stage, outcomes, { before, foreign });

		const failed = outcomes.flatMap(({ failure }) => (failure ? [failure.step] : []));
		const afterAll = await runAgain(stage, seed, outcomes);
		const last = await audit(stage, afterAll, { before, foreign, isLast: true });
		const violations = [...stage.karmaCheck.violations, ...stage.kelviq.violations].length;
		return {
			executions: batches.length,
			items: outcomes.length,
			uploads: outcomes.reduce((sum, { item }) => sum + item.files.length, 0),
			calls,
			faults: Object.fromEntries([...weather.faults].sort(([, a], [, b]) => b - a)),
			faultsInAll: weather.total,
			retries,
			looks,
			tries,
			expired: weather.faults.get('expired address') ?? 0,
			reconciled: weather.lostWrites - first.doneUntold,
			failed: Object.fromEntries(
				[...new Set(failed)].map((step) => [step, failed.filter((one) => one === step).length]),
			),
			failedInAll: failed.length,
			failedAgain: afterAll.filter(({ failure }) => failure).length,
			foreign: foreign.total,
			first,
			last,
			violations,
			seconds: (performance.now() - start) / 1000,
		};
	} finally {
		counts.stop();
		await stage.close();
	}
}

/** Executions of each kind one after the other, and those of different kinds at the same time. */
async function uploadAll(
	stage: Stage,
	seed: number,
	{ batches, random }: { batches: Batch[]; random: () => number },
): Promise<Outcome[]> {
	const outcomes = new Map<Batch, Outcome[]>();
	const inTurn = async (kind: Batch['kind']) => {
		for (const batch of batches.filter((one) => one.kind === kind)) {
			// The node signs in again when a token is no longer valid.
			if (random() < 0.05) stage.karmaCheck.revokeTokens();
			// Most often that of the first item, and only then n8n runs the node again.
			if (random() < 0.5) stage.refuseMint(kind);
			outcomes.set(batch, await upload(stage, seed, batch));
		}
	};
	await Promise.all([...new Set(batches.map(({ kind }) => kind))].map(inTurn));
	return batches.flatMap((batch) => outcomes.get(batch)!);
}
