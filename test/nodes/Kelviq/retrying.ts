import type { TestResult, TestRun } from '../../engine';

/** What a service says that refuses for certain. */
export const REFUSED = { status: 400, body: { detail: 'Not now.' } };

/** Retries a failed execution, as the editor does. */
export const retry = ({ execution }: TestResult): Partial<TestRun> => ({
	items: [],
	retryOf: execution,
});

/** An execution whose notes say that everything was a day earlier. */
export function aDayAgo(result: TestResult): TestResult {
	const earlier = (key: string, value: unknown) =>
		key === 'since' ? Number(value) - 24 * 3_600_000 : value;
	return { ...result, execution: JSON.parse(JSON.stringify(result.execution), earlier) as never };
}
