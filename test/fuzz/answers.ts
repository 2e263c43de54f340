import fc from 'fast-check';
import type { TestRun } from '../engine';
import { startFuzzBed, type FuzzBed } from './bed';
import { moves } from './moves';
import { subjects } from './operations';
import { expectRules } from './rules';
import type { Settings } from './settings';

/** Runs every operation of a node against services that return anything. */
export function describeAnswers(node: TestRun['node'], settings: Settings): void {
	describe(`whatever is answered, ${node}`, () => {
		let bed: FuzzBed;
		const accidents: unknown[] = [];
		const note = (accident: unknown) => accidents.push(accident);

		beforeAll(async () => {
			process.on('unhandledRejection', note);
			bed = await startFuzzBed();
		});

		beforeEach(async () => {
			await bed.reset();
		});

		afterAll(async () => {
			await bed.close();
			process.off('unhandledRejection', note);
		});

		const cases = subjects
			.filter((subject) => subject.node === node)
			.map((subject) => [subject.resource, subject.operation, subject] as const);

		it.each(cases)('%s: %s gives items or a readable error', async (_, __, subject) => {
			await fc.assert(
				fc.asyncProperty(moves, moves, async (vendor, storage) => {
					expectRules(bed, await bed.run(subject, vendor, storage));
					expect(accidents).toEqual([]);
				}),
				settings,
			);
		});
	});
}
