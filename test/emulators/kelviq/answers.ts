import { type Answer, type Failure, type Fault, Refusal } from '../vendor/types';
import type { KelviqState } from './state';

/** The body that Django REST framework gives for everything but invalid fields. */
function answer(status: number, detail: string): Answer {
	return { status, json: { detail } };
}

/** 404 in the framework's words, or others. */
export function notFound(detail = 'Not found.'): Refusal {
	return new Refusal(answer(404, detail));
}

/** Kelviq's wording of a request that no endpoint answered. */
export function toAnswer(_state: KelviqState, failure: Failure): Answer {
	const { status, message, method, authorization, faults } = failure;
	switch (status) {
		case 400:
			return faults.length > 0
				? { status, json: byField(faults) }
				: answer(status, `JSON parse error - ${message}`);
		case 401:
			return answer(
				status,
				authorization === undefined
					? 'Authentication credentials were not provided.'
					: 'Invalid API key.',
			);
		case 404:
			return answer(status, 'Not found.');
		case 405:
			return answer(status, `Method "${method}" not allowed.`);
		default:
			return answer(status, message);
	}
}

function byField(faults: Fault[]): Record<string, string[]> {
	const texts: Record<string, string[]> = {};
	for (const fault of faults) {
		const name = fault.field.join('.') || 'nonFieldErrors';
		(texts[name] ??= []).push(toSentence(fault));
	}
	return texts;
}

/** https://www.django-rest-framework.org/api-guide/fields/ */
function toSentence({ rule, message }: Fault): string {
	switch (rule) {
		case 'required':
			return 'This field is required.';
		case 'minLength':
			return 'This field may not be blank.';
		case 'additionalProperties':
			return 'Unknown field.';
		case 'type':
			return message.includes('string') ? 'Not a valid string.' : 'A valid value is required.';
		default:
			return message;
	}
}
