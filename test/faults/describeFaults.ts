import { startBed, type Bed } from '../support/bed';
import { setPace } from '../support/pace';
import { watchSecrets } from '../support/secrets';
import { runCell, type Arranged, type Outcome } from './cell';
import {
	expectDone,
	expectHappened,
	expectNothingHalf,
	expectSent,
	expectStopped,
} from './expectations';
import { faults, PACE, type FaultName, type Happening } from './faults';
import type { Flow, Step } from './flow';
import { endingOf, type Ending } from './table';

const LOST: Happening = { fault: { kind: 'reset', when: 'after' } };

/**
 * Creates a test for every cell of the table that a flow has a step for.
 * @param wait whether of those whose fault waits, or of the others
 */
export function describeFaults(flow: Flow, { wait }: { wait: boolean }): void {
	describe(flow.title, () => {
		let bed: Bed;
		let secrets: () => string[];
		const usual = new Map<string, Promise<Outcome>>();

		beforeAll(async () => {
			bed = await startBed();
			await setPace(PACE);
			secrets = watchSecrets(bed);
		});

		// Full lists and a full storage make every call slower.
		beforeEach(async () => {
			await bed.reset();
		});

		afterEach(() => {
			expect(bed[flow.vendor].violations).toEqual([]);
		});

		afterAll(async () => {
			await bed.close();
		});

		/** What comes before a call that is made only when a response is lost. */
		const before = ({ afterLost = '' }: Step): Arranged[] => {
			const step = flow.steps[afterLost];
			return step ? [{ step, happening: LOST, number: 0 }] : [];
		};
		/** The same run without the fault. */
		const usualRun = async (step: Step, items = 1) => {
			const key = `${step.afterLost} ${items}`;
			const run = usual.get(key) ?? runCell(bed, flow, before(step), { items });
			usual.set(key, run);
			return await run;
		};

		const cells = Object.entries(flow.steps).flatMap(([stepName, step]) =>
			(Object.keys(faults) as FaultName[]).flatMap((fault) => {
				const ending = endingOf(fault, stepName, step);
				const happening: Happening = faults[fault];
				const isLong = Boolean(happening.waits ?? ending?.waits);
				return ending && isLong === wait
					? [[stepName, fault, inWords(ending), step, ending] as const]
					: [];
			}),
		);

		it.each(cells)('%s: when %s, it %s', async (_, fault, __, step, ending) => {
			const happening: Happening = faults[fault];
			const isTriedAgain = happening.retryOnFail === true;
			const usually = await usualRun(step, happening.items);
			const usualCalls = callsOf(usually, step);
			const number = proxied(usually, step).indexOf(usualCalls[step.turn]!);
			const looksBefore = looksOf({ ...usually, api: usually.api.slice(0, number) }, step);

			const outcome = await runCell(
				bed,
				flow,
				[{ step, happening, number, looksBefore }, ...before(step)],
				happening,
			);

			expectHappened(outcome, happening);
			expectNothingHalf(outcome);
			for (const secret of secrets()) expect(outcome.saved).not.toContain(secret);
			const calls = callsOf(outcome, step).length;
			if (ending.ends === 'stops') {
				expectStopped(outcome, step, ending);
				expectSent(calls - step.turn, ending);
			} else {
				expectDone(outcome, flow);
				expectSent(calls - usualCalls.length + 1, ending);
				const looked = looksOf(outcome, step) > looksOf(usually, step);
				// Another try reads again what it works on.
				expect(looked).toBe(ending.ends === 'reconciled' || (looked && isTriedAgain));
			}
		});
	});
}

const inWords = ({ ends, sent, orMore }: Ending) =>
	`${ends}, sent ${sent} times${orMore ? ' or more' : ''}`;

const proxied = (outcome: Outcome, { kind }: Step) =>
	kind === 'transfer' ? outcome.storage : outcome.api;

const callsOf = (outcome: Outcome, step: Step) => proxied(outcome, step).filter(step.on);

const looksOf = ({ api }: Outcome, { look = () => false }: Step) => api.filter(look).length;
