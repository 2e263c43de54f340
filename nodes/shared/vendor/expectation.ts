import { StepError, toStepError, type Step } from '../errors';

/** What the user is told when a call does not work, or its answer is not what the API promises. */
export interface Expectation {
	step: Step;
	/** The start of the sentence, e.g. 'KarmaCheck gave no upload address'. */
	refusal: string;
	whenUnclear?: string;
	remedies?: Partial<Record<number, string>>;
	fileKeys?: string[];
}

/** The error of an answer that is not what the API promises. */
export function unexpected(
	{ step, refusal, whenUnclear, fileKeys }: Expectation,
	what: string,
): StepError {
	return new StepError({
		step,
		fileKeys,
		unclear: true,
		what: `${refusal}: ${what}`,
		remedy: whenUnclear ?? "Check 'Environment' in the credential, then run this item again",
	});
}

/** Makes a failing call tell the keys of the stored files that it was about. */
export async function keepingKeys<Result>(
	fileKeys: string[],
	call: () => Promise<Result>,
): Promise<Result> {
	return await call().catch((thrown: unknown) => {
		throw new StepError({ ...toStepError(thrown), fileKeys });
	});
}
