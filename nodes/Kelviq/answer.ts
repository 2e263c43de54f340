import type { IDataObject } from 'n8n-workflow';
import { StepError, toStepError, type Step } from '../shared/errors';

/** What the user is told when a call does not work, or its answer is not what the API promises. */
export interface Expectation {
	step: Step;
	/** The start of the sentence, e.g. 'The product 1 could not be read'. */
	refusal: string;
	whenUnclear?: string;
	remedies?: Partial<Record<number, string>>;
}

/**
 * An answer that is one entity.
 * @param id the name of the text that every such entity has
 * @throws StepError
 */
export function entityOf<Entity extends IDataObject>(
	answer: unknown,
	id: keyof Entity & string,
	expectation: Expectation,
): Entity {
	const value = (answer as IDataObject | null)?.[id];
	if (typeof value === 'string' && value) return answer as Entity;
	throw unexpected(expectation, `its answer has no '${id}'`);
}

/** The images of a product or the files of a plan. @throws StepError */
export function partsOf<Part extends IDataObject>(
	parts: unknown,
	name: 'images' | 'files',
	expectation: Expectation,
): Part[] {
	const isPart = (part: unknown) => typeof (part as IDataObject | null)?.id === 'string';
	if (Array.isArray(parts) && parts.every(isPart)) return parts as Part[];
	throw unexpected(expectation, `its answer has no usable '${name}'`);
}

/** The error of an answer that is not what the API promises. */
export function unexpected({ step, refusal, whenUnclear }: Expectation, what: string): StepError {
	return new StepError({
		step,
		unclear: true,
		what: `${refusal}: ${what}`,
		remedy: whenUnclear ?? "Check 'Environment' in the credential, then run this item again",
	});
}

/** Makes a failing call tell the keys of the stored files that it was to attach. */
export async function keepingKeys<Result>(
	fileKeys: string[],
	call: () => Promise<Result>,
): Promise<Result> {
	return await call().catch((thrown: unknown) => {
		throw new StepError({ ...toStepError(thrown), fileKeys });
	});
}
