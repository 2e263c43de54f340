import type { IDataObject } from 'n8n-workflow';
import { StepError, toStepError, type Step } from '../errors';

/** What to tell the user if a call does not succeed or the response is not what the API promises. */
export interface Expectation {
	step: Step;
	/** The start of the sentence, e.g. 'The service did not issue an upload URL'. */
	refusal: string;
	/** What to do if no response arrived although the work may be done. Default: run it again. */
	whenUnclear?: string;
	/** What to do about a status, if that depends on the call. */
	remedies?: Partial<Record<number, string>>;
	/** How many bytes the vendor has to move for it: the longer it may take. */
	bytes?: number;
	/** Keys of the stored files that the call is about. */
	fileKeys?: string[];
}

export const RUN_AGAIN = 'Run this item again';

/** The error for a response that is not what the API promises. */
export function unexpected(
	{ step, refusal, whenUnclear, fileKeys }: Expectation,
	what: string,
): StepError {
	return new StepError({
		step,
		fileKeys,
		unclear: true,
		accepted: true,
		what: `${refusal}: ${what}`,
		remedy: whenUnclear ?? "Check 'Environment' in the credential, then run this item again",
	});
}

/** Whether a value in a response has fields, as list entries should. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds the keys of the stored files that a call is about to its error. */
export async function keepingKeys<Result>(
	fileKeys: string[],
	call: () => Promise<Result>,
): Promise<Result> {
	return await call().catch((thrown: unknown) => {
		throw new StepError({ ...toStepError(thrown), fileKeys });
	});
}
