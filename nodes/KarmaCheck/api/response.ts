import { unexpected, type Expectation } from '../../shared/vendor/expectation';

/**
 * The entries of a `{ list: [...] }` response.
 * @param length how many there must be, if entries are matched by position
 * @throws StepError
 */
export function listOf(response: unknown, expectation: Expectation, length?: number): unknown[] {
	const list = (response as { list?: unknown } | null)?.list;
	if (!Array.isArray(list)) throw unexpected(expectation, 'the response contains no list');
	if (length !== undefined && list.length !== length) {
		throw unexpected(expectation, `the response lists ${list.length} entries instead of ${length}`);
	}
	return list;
}

/** A text in an entry of such a list. @throws StepError if it is missing */
export function entryText(entry: unknown, name: string, expectation: Expectation): string {
	const value = (entry as Record<string, unknown> | null)?.[name];
	if (typeof value === 'string' && value) return value;
	throw unexpected(expectation, `the response has no '${name}'`);
}
