import { StepError, type Step } from '../shared/errors';

/** What the user is told when an answer is not what the API promises. */
export interface Expectation {
	step: Step;
	/** The start of the sentence, e.g. 'KarmaCheck gave no upload address'. */
	refusal: string;
	whenUnclear?: string;
	fileKeys?: string[];
}

/**
 * The entries of a `{ list: [...] }` answer.
 * @param length how many there have to be, where entries are matched by position
 * @throws StepError
 */
export function listOf(answer: unknown, expectation: Expectation, length?: number): unknown[] {
	const list = (answer as { list?: unknown } | null)?.list;
	if (!Array.isArray(list)) throw unexpected(expectation, 'its answer holds no list');
	if (length !== undefined && list.length !== length) {
		throw unexpected(expectation, `its answer lists ${list.length} instead of ${length}`);
	}
	return list;
}

/** A text in an entry of such a list. @throws StepError when it is missing */
export function textOf(entry: unknown, name: string, expectation: Expectation): string {
	const value = (entry as Record<string, unknown> | null)?.[name];
	if (typeof value === 'string' && value) return value;
	throw unexpected(expectation, `its answer lacks '${name}'`);
}

/** The error of an answer that is not what the API promises. */
export function unexpected({ step, refusal, whenUnclear, fileKeys }: Expectation, what: string) {
	return new StepError({
		step,
		fileKeys,
		unclear: true,
		what: `${refusal}: ${what}`,
		remedy: whenUnclear ?? "Check 'Environment' in the credential, then run this item again",
	});
}
