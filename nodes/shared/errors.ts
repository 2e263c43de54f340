import type { IDataObject } from 'n8n-workflow';
import { redact } from './redact';

/** Where in an operation something went wrong. Workflows branch on it, so the values are fixed. */
export type Step = 'input' | 'mint' | 'transfer' | 'record' | 'attach' | 'publish' | 'request';

export interface StepErrorOptions {
	step: Step;
	/** What happened, a sentence without its full stop. */
	what: string;
	/** What the user should do next, likewise. */
	remedy: string;
	/** Status of the response that caused it, if there was one. */
	httpCode?: number;
	/** Keys of files that are already stored, so that the work can be finished by hand. */
	fileKeys?: string[];
	/** Whether the work may have been done anyway: check before repeating it. */
	unclear?: boolean;
	/** Whether the service said that it has done it: then it is never sent again. */
	accepted?: boolean;
	/** Whether the cause may be temporary, so that a repeatable call is worth another attempt. */
	transient?: boolean;
	/** How long the service asks to wait before that. */
	retryAfterMs?: number;
	/** How long nothing had come or gone when it was given up, in milliseconds. */
	silentMs?: number;
	/** Whether the presigned URL was refused because it had expired. */
	expired?: boolean;
	/** The vendor's response as received; for the code that handles it, never for a message. */
	response?: string;
}

/**
 * What every part of this package throws: the step, what happened, and what to do, in words that
 * are safe to save and show. `run.ts` turns it into n8n's own error classes.
 */
export class StepError extends Error {
	readonly step: Step;

	readonly what: string;

	readonly remedy: string;

	readonly httpCode?: number;

	readonly fileKeys: string[];

	readonly unclear: boolean;

	readonly accepted: boolean;

	readonly transient: boolean;

	readonly retryAfterMs?: number;

	readonly silentMs?: number;

	readonly expired: boolean;

	readonly response: string;

	constructor(options: StepErrorOptions) {
		const { step, what, remedy, httpCode, fileKeys = [], unclear = false, response = '' } = options;
		super(`${what}. ${remedy}`);
		this.name = 'StepError';
		this.step = step;
		this.what = what;
		this.remedy = remedy;
		this.httpCode = httpCode;
		this.fileKeys = fileKeys;
		this.unclear = unclear;
		this.accepted = options.accepted ?? false;
		this.transient = options.transient ?? false;
		this.retryAfterMs = options.retryAfterMs;
		this.silentMs = options.silentMs;
		this.expired = options.expired ?? false;
		this.response = response;
	}

	/** The `details` of a failed item. */
	details(): IDataObject {
		return { step: this.step, ...(this.fileKeys.length ? { fileKeys: [...this.fileKeys] } : {}) };
	}

	/** The same as text. */
	description(): string {
		const stored = `Already stored under these file keys: ${this.fileKeys.join(', ')}.`;
		return `Step: ${this.step}.${this.fileKeys.length ? ` ${stored}` : ''}`;
	}
}

/** The error for a parameter that cannot be used: nothing has been sent yet. */
export function inputError(what: string, remedy: string): StepError {
	return new StepError({ step: 'input', what: `Nothing was sent: ${what}`, remedy });
}

/** Makes an answer with such a status an error of the input: what it names is not there. */
export const asInput =
	(statuses: number[]) =>
	(thrown: unknown): never => {
		const error = toStepError(thrown);
		if (!statuses.includes(error.httpCode ?? 0)) throw error;
		throw new StepError({ ...error, step: 'input', what: `Nothing was sent: ${error.what}` });
	};

/** Turns anything thrown into a StepError. Whatever n8n itself threw came from reading a parameter. */
export function toStepError(thrown: unknown): StepError {
	if (thrown instanceof StepError) return thrown;
	const what = redact(thrown instanceof Error ? thrown.message : String(thrown));
	return new StepError({
		step: 'input',
		what: what.replace(/\.$/, ''),
		remedy: 'Check the fields of this node and the incoming item',
	});
}
