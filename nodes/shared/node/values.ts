import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../errors';
import { textOf, wrongKind } from '../text';

export { choiceOf } from '../text';

/**
 * A boolean as users and expressions give it.
 * @throws StepError with step `input` for anything that is neither true nor false
 */
export function booleanOf(value: unknown, field: string, fallback: boolean): boolean {
	const text = textOf(value, field).toLowerCase();
	if (text === '') return fallback;
	if (text === 'true' || text === '1') return true;
	if (text === 'false' || text === '0') return false;
	throw wrongKind(field, value, 'true or false', 'Check its expression');
}

/** A number, or undefined for an empty field. @throws StepError with step `input` */
export function numberOf(value: unknown, field: string): number | undefined {
	const text = textOf(value, field);
	if (text === '') return undefined;
	const number = Number(text);
	if (Number.isFinite(number)) return number;
	throw wrongKind(field, value, 'a number', 'Check its expression');
}

/** A whole number from 1, or undefined for an empty field. @throws StepError with step `input` */
export function ordinalOf(value: unknown, field: string): number | undefined {
	const number = numberOf(value, field);
	if (number === undefined || (Number.isInteger(number) && number > 0)) return number;
	throw wrongKind(field, value, 'a whole number from 1', 'Check its expression');
}

/**
 * A list as users give it: an array, JSON text of one, or text with commas between the entries. An
 * entry that is there twice counts once.
 * @throws StepError with step `input`
 */
export function listOf(value: unknown, field: string, separator: RegExp = /,/): string[] {
	const parsed = typeof value === 'string' && /^\s*\[/.test(value) ? jsonOf(value, field) : value;
	const entries = Array.isArray(parsed) ? parsed.flat() : textOf(parsed, field).split(separator);
	return [...new Set(entries.map((entry) => textOf(entry, field)).filter(Boolean))];
}

/** A list of file keys, each of which ends with a file's name, where commas may be. */
export function fileKeysOf(value: unknown, field: string): string[] {
	const isPath = typeof value === 'string' && value.includes('/');
	return listOf(value, field, isPath ? /,(?=[^,]*\/)/ : undefined);
}

/**
 * An object or list as users enter it: the value itself, or JSON text.
 * @throws StepError with step `input` that says where the JSON is broken
 */
export function jsonOf(value: unknown, field: string): IDataObject | IDataObject[] | undefined {
	if (typeof value === 'object' && value !== null) return value as IDataObject | IDataObject[];
	const text = textOf(value, field);
	if (!text) return undefined;
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (error) {
		const place = placeOf((error as Error).message, text);
		throw inputError(`'${field}' is not valid JSON: ${place}`, 'Correct the JSON');
	}
	if (typeof parsed === 'object' && parsed !== null) return parsed as IDataObject | IDataObject[];
	throw inputError(
		`'${field}' is ${text.slice(0, 100)}, not an object or a list`,
		'Enter an object in { } or a list in [ ]',
	);
}

/** V8 reports a position, and a line only in newer versions. */
function placeOf(message: string, text: string): string {
	const position = /position (\d+)/.exec(message)?.[1];
	const at = position === undefined ? text.length : Number(position);
	const before = text.slice(0, at).split('\n');
	const near = text.slice(at, at + 20).split('\n')[0];
	return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}, ${near ? `near ${near}` : 'at the end'}`;
}

/** Which way a resource locator names its target, e.g. 'id'; '' for an expression in its place. */
export function locatorMode(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const locator: unknown = context.getNodeParameter(name, itemIndex, '');
	return String((locator as { mode?: unknown } | null)?.mode ?? '');
}

/**
 * An ID as users paste it: alone, or in a URL of the dashboard.
 * @param pattern finds it in the URL, as its first group
 * @throws StepError with step `input` for a URL without one
 */
export function idIn(text: string, field: string, pattern: string): string {
	if (!/^https?:/i.test(text)) return text;
	const id = new RegExp(pattern).exec(text)?.[1];
	if (id) return id;
	throw inputError(`the URL in '${field}' contains no ID`, 'Enter the ID alone, or the whole URL');
}

/** A resource locator or plain field that must not be empty. @throws StepError with step `input` */
export function requiredText(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	field: string,
	remedy = 'Fill it in',
): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	const text = textOf(value, field);
	if (text && text !== 'undefined' && text !== 'null') return text;
	throw inputError(`'${field}' is empty`, remedy);
}
