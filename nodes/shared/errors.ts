import { NodeApiError, NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';
import { redact } from './redact';

/** Where in an operation something went wrong. Workflows branch on it, so the values are fixed. */
export type Step = 'input' | 'mint' | 'transfer' | 'record' | 'attach' | 'publish' | 'request';

export interface StepErrorOptions {
	step: Step;
	/** What happened, a sentence without its full stop. */
	what: string;
	/** What the user does next, likewise. */
	remedy: string;
	/** Status of the answer that caused it, where there was one. */
	httpCode?: number;
	/** Keys of files that are stored already, so that the work can be finished by hand. */
	fileKeys?: string[];
	/** Whether the work may have been done all the same: whoever wants to repeat it looks first. */
	unclear?: boolean;
	/** Whether the reason may pass by itself, so that a repeatable call is worth another attempt. */
	transient?: boolean;
	/** How long the service asks to wait before that. */
	retryAfterMs?: number;
	/** Whether the presigned address was refused because it had expired. */
	expired?: boolean;
	/** What the vendor answered, as it came; for the code that handles it, never for a message. */
	answer?: string;
}

/**
 * What every part of this package throws: a step, what happened and what to do, in words that are
 * safe to save and show. `run.ts` turns it into n8n's own error classes.
 */
export class StepError extends Error {
	readonly step: Step;

	readonly what: string;

	readonly remedy: string;

	readonly httpCode?: number;

	readonly fileKeys: string[];

	readonly unclear: boolean;

	readonly transient: boolean;

	readonly retryAfterMs?: number;

	readonly expired: boolean;

	readonly answer: string;

	constructor(options: StepErrorOptions) {
		const { step, what, remedy, httpCode, fileKeys = [], unclear = false, answer = '' } = options;
		super(`${what}. ${remedy}`);
		this.name = 'StepError';
		this.step = step;
		this.what = what;
		this.remedy = remedy;
		this.httpCode = httpCode;
		this.fileKeys = fileKeys;
		this.unclear = unclear;
		this.transient = options.transient ?? false;
		this.retryAfterMs = options.retryAfterMs;
		this.expired = options.expired ?? false;
		this.answer = answer;
	}

	/** The `details` of a failed item. */
	details(): IDataObject {
		return { step: this.step, ...(this.fileKeys.length ? { fileKeys: [...this.fileKeys] } : {}) };
	}

	/** The same in words. */
	description(): string {
		const stored = `Already stored under these file keys: ${this.fileKeys.join(', ')}.`;
		return `Step: ${this.step}.${this.fileKeys.length ? ` ${stored}` : ''}`;
	}
}

/** The error of a parameter that cannot be used: nothing has been sent yet. */
export function inputError(what: string, remedy: string): StepError {
	return new StepError({ step: 'input', what: `Nothing was sent: ${what}`, remedy });
}

/** Whatever was thrown as a StepError. Anything n8n threw itself came from reading a parameter. */
export function toStepError(thrown: unknown): StepError {
	if (thrown instanceof StepError) return thrown;
	const what = redact(thrown instanceof Error ? thrown.message : String(thrown));
	return new StepError({
		step: 'input',
		what: what.replace(/\.$/, ''),
		remedy: 'Check the fields of this node and the incoming item',
	});
}

function listed(items: number[]): string {
	return items.length > 10 ? `${items.slice(0, 10).join(', ')} …` : items.join(', ');
}

/**
 * The error that n8n shows. Only words chosen by this package go in: handing over the original
 * would save the request, with its token or signature, together with the execution.
 */
export function toNodeError(
	node: INode,
	error: StepError,
	itemIndex: number,
	finishedItems: number[],
): NodeApiError | NodeOperationError {
	const description = [
		error.description(),
		finishedItems.length
			? `Already completed and not rolled back: ${finishedItems.length} other ${finishedItems.length === 1 ? 'item' : 'items'} in this run (${listed(finishedItems)}).`
			: '',
	]
		.filter(Boolean)
		.join(' ');
	const { message } = error;
	const nodeError = error.httpCode
		? new NodeApiError(
				node,
				{ message },
				{ message, description, httpCode: String(error.httpCode), itemIndex },
			)
		: new NodeOperationError(node, message, { description, itemIndex });
	// n8n swaps the message for a stock one where it contains a word such as ECONNRESET.
	nodeError.message = message;
	Object.assign(nodeError.context, error.details());
	return nodeError;
}
