import { startBed, type Bed } from '../support/bed';
import { watchSecrets } from '../support/secrets';
import { runCell, type Arranged, type Outcome } from './cell';
import { faults, faultsThat, type Happening } from './faults';
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
			faultsThat(wait).flatMap((fault) => {
				const ending = endingOf(fault, stepName, step);
				return ending ? [[stepName, fault, inWords(ending), step, ending] as const] : [];
			}),
		);

		it.each(cells)('%s: when %s, it %s', async (_, fault, __, step, ending) => {
			const happening: Happening = faults[fault];
			const usually = await usualRun(step, happening.items);
			const usualCalls = callsOf(usually, step);
			const number = proxied(usually, step).indexOf(usualCalls[step.turn]!);

			const outcome = await runCell(
				bed,
				flow,
				[{ step, happening, number }, ...before(step)],
				happening,
			);

			expectHappened(outcome, happening);
			expectNothingHalf(outcome);
			for (const secret of secrets()) expect(outcome.saved).not.toContain(secret);
			const calls = callsOf(outcome, step).length;
			if (ending.ends === 'stops') {
				expectStopped(outcome, step, ending);
				expect(calls - step.turn).toBe(ending.sent);
			} else {
				expectDone(outcome);
				expect(calls - usualCalls.length + 1).toBe(ending.sent);
				const looks = (run: Outcome) => run.api.filter(step.look ?? (() => false)).length;
				const looked = looks(outcome) > looks(usually);
				expect(looked).toBe(ending.ends === 'reconciled');
			}
		});
	});
}

const inWords = ({ ends, sent }: Ending) => `${ends}, sent ${sent} times`;

const proxied = (outcome: Outcome, { kind }: Step) =>
	kind === 'transfer' ? outcome.storage : outcome.api;

const callsOf = (outcome: Outcome, step: Step) => proxied(outcome, step).filter(step.on);

function expectHappened({ api, storage, broken }: Outcome, { fault }: Happening): void {
	if (fault === 'refused') expect(broken).toContain('ECONNREFUSED');
	else expect([...api, ...storage].map((request) => request.fault)).toContain(fault.kind);
}

/** No record without its object, none twice, and every object whole. */
function expectNothingHalf({ recorded, objects, files }: Outcome): void {
	for (const { fileName, key } of recorded) {
		expect(objects.get(key)?.equals(files.get(fileName)!)).toBe(true);
	}
	expect(new Set(recorded.map(({ fileName }) => fileName)).size).toBe(recorded.length);
	const whole = [...files.values()];
	for (const object of objects.values()) {
		expect(whole.some((bytes) => bytes.equals(object))).toBe(true);
	}
}

function expectDone({ error, isComplete, items, objects, recorded, files }: Outcome): void {
	expect(error?.message).toBeUndefined();
	expect([items.length, objects.size, recorded.length]).toEqual([
		files.size,
		files.size,
		files.size,
	]);
	expect(isComplete).toBe(true);
}

function expectStopped(
	{ error, objects, recorded }: Outcome,
	step: Step,
	{ says, stored = step.stored }: Extract<Ending, { ends: 'stops' }>,
): void {
	expect(error?.message).toMatch(says);
	// Run again, it would be there twice.
	if (step.afterLost)
		expect(error?.message).toMatch(
			/\. Check (the case's documents|the product in Kelviq|the plan in Kelviq) first/,
		);
	expect(error?.context).toMatchObject({ step: step.reports, itemIndex: 0 });
	expect([objects.size, recorded.length]).toEqual([stored, step.recorded]);
}
