import { type Answer, type Failure, type Fault, type Json, Refusal } from '../vendor/types';
import type { KelviqState } from './state';

/** The body that Django REST framework returns for everything but invalid fields. */
function answer(status: number, detail: string): Answer {
	return { status, json: { detail } };
}

/** 404 in the framework's words, or others. */
export function notFound(detail = 'Not found.'): Refusal {
	return new Refusal(answer(404, detail));
}

/** A refusal about the object as it is, in one sentence. */
export function refused(status: 400 | 428, detail: string): Refusal {
	return new Refusal(answer(status, detail));
}

/** 400 about one field, or about the whole under `nonFieldErrors`. */
export function invalid(field: string, complaints: string[]): Refusal {
	return new Refusal({ status: 400, json: { [field]: complaints } });
}

/** Kelviq's wording of a request that no endpoint answered. */
export function toAnswer(_state: KelviqState, failure: Failure): Answer {
	const { status, message, method, authorization, faults } = failure;
	switch (status) {
		case 400:
			// The framework's routes take UUIDs only: anything else is no route.
			if (faults.some(({ location }) => location === 'params')) return answer(404, 'Not found.');
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

/** Texts keyed by field; those of an object's fields or a list's items are nested. */
function byField(faults: Fault[]): { [key: string]: Json } {
	const texts: { [key: string]: Json } = {};
	for (const fault of faults) {
		const [name = 'nonFieldErrors', ...inner] = fault.field;
		texts[name] = added(texts[name], inner, toSentence(fault));
	}
	return texts;
}

function added(known: Json = null, [name, ...inner]: string[], text: string): Json {
	if (name === undefined) return [...(Array.isArray(known) ? known : []), text];
	const fields = known !== null && typeof known === 'object' && !Array.isArray(known) ? known : {};
	return { ...fields, [name]: added(fields[name], inner, text) };
}

/** https://www.django-rest-framework.org/api-guide/fields/ */
const SENTENCES: Record<string, string> = {
	required: 'This field is required.',
	minLength: 'This field may not be blank.',
	additionalProperties: 'Unknown field.',
	enum: 'Not a valid choice.',
	pattern: 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.',
	minimum: 'Ensure this value is greater than or equal to 1.',
	'format uuid': 'Must be a valid UUID.',
	'format uri': 'Enter a valid URL.',
	'type string': 'Not a valid string.',
	'type integer': 'A valid integer is required.',
	'type boolean': 'Must be a valid boolean.',
	'type array': 'Expected a list of items.',
	'type object': 'Invalid data. Expected a dictionary.',
};

function toSentence({ rule, message }: Fault): string {
	const kind = /must (?:be|match format) "?(\w+)/.exec(message)?.[1] ?? '';
	return SENTENCES[`${rule} ${kind}`] ?? SENTENCES[rule] ?? message;
}
