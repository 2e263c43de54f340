import { inputError, type StepError } from './errors';

/**
 * A parameter as text without surrounding blanks; '' for what an expression left undefined.
 * @param field the field's label, for the message
 * @throws StepError with step `input` for an object or list, which would be text of no meaning
 */
export function textOf(value: unknown, field: string): string {
	if (value === null || value === undefined) return '';
	if (typeof value !== 'object') return String(value).trim();
	// What n8n gives for {{ $now }}, and a Date.
	const { toISO, toISOString } = value as Partial<Record<string, () => unknown>>;
	if (typeof toISO === 'function') return String(toISO.call(value));
	if (typeof toISOString === 'function') return String(toISOString.call(value));
	throw wrongKind(field, value, 'text', 'Check its expression, e.g. {{ $json.email }}');
}

/** One of a field's choices; the first for an empty field. @throws StepError with step `input` */
export function choiceOf<Choice extends string>(
	value: unknown,
	field: string,
	choices: readonly [Choice, ...Choice[]],
): Choice {
	const text = textOf(value, field);
	if (text === '') return choices[0];
	const choice = choices.find((one) => one === text);
	if (choice !== undefined) return choice;
	throw inputError(
		`'${field}' is '${text.slice(0, 100)}', which is not one of its choices`,
		`Choose one from the list, or have its expression return one of: ${choices.join(', ')}`,
	);
}

/** The error of a value that an expression gave for a field that cannot have it. */
export function wrongKind(
	field: string,
	value: unknown,
	wanted: string,
	remedy: string,
): StepError {
	const given =
		typeof value === 'object'
			? Array.isArray(value)
				? 'a list'
				: 'an object'
			: `'${String(value).slice(0, 100)}'`;
	return inputError(`'${field}' is ${given}, not ${wanted}`, remedy);
}
