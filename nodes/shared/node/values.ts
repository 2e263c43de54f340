import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../errors';

/** A parameter as text without surrounding whitespace; '' if an expression left it undefined. */
export function textOf(value: unknown): string {
	return value === null || value === undefined ? '' : String(value).trim();
}

/** A list as users enter it: an array, or text with commas between the entries. */
export function listValue(value: unknown): string[] {
	const entries = Array.isArray(value) ? value : textOf(value).split(',');
	return entries.map(textOf).filter(Boolean);
}

/**
 * An object or list as users enter it: the value itself, or JSON text.
 * @param field the field's label, for the message
 * @throws StepError with step `input` that says where the JSON is broken
 */
export function jsonValue(value: unknown, field: string): IDataObject | IDataObject[] | undefined {
	if (typeof value === 'object' && value !== null) return value as IDataObject | IDataObject[];
	const text = textOf(value);
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
		`'${field}' is ${text}, not an object or a list`,
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

/** A resource locator or plain field that must not be empty. @throws StepError with step `input` */
export function requiredText(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	field: string,
	remedy = 'Fill it in',
): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	const text = textOf(value);
	if (text && text !== 'undefined' && text !== 'null') return text;
	throw inputError(`'${field}' is empty`, remedy);
}
