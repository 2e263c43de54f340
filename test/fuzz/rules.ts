import { everythingOf, type FuzzBed } from './bed';
import type { TestResult } from '../engine';
import { waiting } from './waiting';

const STEPS = /^Step: (input|mint|transfer|record|attach|publish|request)\./;

/** What JavaScript says when code meets a value that it did not expect. */
const ACCIDENT =
	/cannot (read|destructure|convert|set)|is not (a function|iterable|a constructor|valid JSON)|is not defined|call stack|invalid (array|string|time) |unexpected (token|end)|\[object |NaN/i;

/** Many calls may be made, each of which may wait a minute. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** What holds whatever a service returns: valid items, or an error that a person can use. */
export function expectRules(bed: FuzzBed, { items, error, status }: TestResult): void {
	expect(waiting.ms).toBeLessThan(LONGEST_WAIT_MS);
	const secrets = bed.secrets();
	const others = [...bed.elsewhere.arrived, ...bed.storageRelay.arrived].join('\n');
	expect(others).not.toMatch(/^authorization$/im);
	const credentials = secrets.slice(0, 4);
	for (const secret of credentials) expect(others).not.toContain(secret);

	if (!error) {
		expect(status).toBe('success');
		for (const { json, pairedItem } of items) {
			expect(json).toEqual(expect.any(Object));
			expect(Array.isArray(json)).toBe(false);
			expect(pairedItem).toEqual({ item: 0 });
		}
		return;
	}
	const { name, message, description, context } = error;
	expect(['NodeApiError', 'NodeOperationError']).toContain(name);
	expect(context.itemIndex).toBe(0);
	expect(description).toMatch(STEPS);
	expect(message).toMatch(/^\P{Cc}{20,1500}$/u);
	expect(message).toContain('. ');
	expect(message).not.toMatch(ACCIDENT);
	const everything = everythingOf(error);
	for (const secret of secrets) expect(everything).not.toContain(secret);
}
