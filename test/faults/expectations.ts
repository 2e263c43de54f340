import type { Outcome } from './cell';
import type { Happening } from './faults';
import type { Flow, Step } from './flow';
import type { Ending } from './table';

export function expectSent(count: number, { sent, orMore }: Ending): void {
	if (orMore) expect(count).toBeGreaterThanOrEqual(sent);
	else expect(count).toBe(sent);
}

export function expectHappened({ api, storage, broken }: Outcome, { fault }: Happening): void {
	if (fault === 'refused') expect(broken).toContain('ECONNREFUSED');
	else expect([...api, ...storage].map((request) => request.fault)).toContain(fault.kind);
}

/** No record without its object, none twice, and every object whole. */
export function expectNothingHalf({ recorded, objects, files }: Outcome): void {
	for (const { fileName, key } of recorded) {
		expect(objects.get(key)?.equals(files.get(fileName)!)).toBe(true);
	}
	expect(new Set(recorded.map(({ fileName }) => fileName)).size).toBe(recorded.length);
	const whole = [...files.values()];
	for (const object of objects.values()) {
		expect(whole.some((bytes) => bytes.equals(object))).toBe(true);
	}
}

export function expectDone(
	{ error, isComplete, items, objects, recorded, files }: Outcome,
	{ vendor }: Flow,
): void {
	expect(error?.message).toBeUndefined();
	expect([items.length, objects.size, recorded.length]).toEqual([
		files.size,
		files.size,
		files.size,
	]);
	expect(isComplete).toBe(true);
	// Kelviq shows what it has in its order, which is that of the items.
	if (vendor === 'kelviq') {
		expect(recorded.map(({ fileName }) => fileName)).toEqual([...files.keys()]);
	}
}

export function expectStopped(
	{ error, objects, recorded }: Outcome,
	step: Step,
	{ says, stored = step.stored, reports = step.reports }: Extract<Ending, { ends: 'stops' }>,
): void {
	expect(error?.message).toMatch(says);
	// Run again, it would be there twice.
	if (step.afterLost)
		expect(error?.message).toMatch(
			/\. Check (the case's documents|the product in Kelviq|the plan in Kelviq) first/,
		);
	expect(error?.context).toMatchObject({ step: reports, itemIndex: 0 });
	expect([objects.size, recorded.length]).toEqual([stored, step.recorded]);
}
