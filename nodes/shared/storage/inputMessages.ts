import type { IExecuteFunctions } from 'n8n-workflow';
import { inputError, type StepError } from '../errors';
import { isCombined, short, type InputFile, type ItemFields } from './itemFields';

/** An expression that returns a file: of the item where it has one, or else of an earlier node. */
export function example(context: IExecuteFunctions, { fields }: ItemFields): string {
	const [field] = fields.filter(({ name }) => /^[a-z]\w{0,40}$/i.test(name) && !(name in {}));
	if (field) return `{{ ${field.root}.${field.name} }}`;
	// An agent's call is paired with no item.
	const earlier = `$('Form').${isTool(context) ? 'first()' : 'item'}`;
	return `{{ ${earlier}.${isCombined(context) ? '_files' : 'binary'}.consent }}`;
}

/** @param missing names of the text that stand for no file */
export function noFile(context: IExecuteFunctions, item: ItemFields, missing: string[]): StepError {
	const what = `no file was found in ${quoted(missing)} of the incoming item`;
	if (missing.some((name) => name.length > 200)) {
		const name =
			"Enter the name of the field that holds the file, e.g. 'data', not the file itself";
		return inputError(what, name);
	}
	if (missing.some((name) => name.includes('{{'))) {
		return inputError(what, "Switch 'Input Data Field Name' from 'Fixed' to 'Expression'");
	}
	return inputError(what, remedyFor(context, item));
}

export function notAFile(context: IExecuteFunctions, item: ItemFields): StepError {
	return inputError(
		"the expression in 'Input Data Field Name' did not return a file",
		`Use one that returns a file, e.g. ${example(context, item)}`,
	);
}

export function fileAsText(context: IExecuteFunctions, item: ItemFields): StepError {
	return inputError(
		"the expression in 'Input Data Field Name' has text or blanks around it, so it returned text instead of a file",
		`Remove them, e.g. ${example(context, item)}. For several files, use one expression that returns a list`,
	);
}

function remedyFor(context: IExecuteFunctions, item: ItemFields): string {
	const names = item.fields.map(({ name }) => name);
	if (names.length) {
		return `Use one of the fields that hold a file: ${quoted(names)}, or * for all of them`;
	}
	const other = `an expression that returns a file from an earlier node, e.g. ${example(context, item)}`;
	return isTool(context)
		? `An AI agent passes no files to its tools: use ${other}`
		: `The item has no files: connect a node that outputs one, or use ${other}`;
}

const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || context.isToolExecution?.();

/** What each run was told of already. */
const told = new WeakMap<IExecuteFunctions, Set<string>>();

/** Says once in a run which files its items hold besides those that were named. */
export function hintAtOthers(
	context: IExecuteFunctions,
	item: ItemFields,
	files: InputFile[],
): void {
	const known = told.get(context) ?? new Set();
	told.set(context, known);
	const chosen = new Set(files.map(({ value }) => value));
	const others = item.fields
		.filter(
			({ name, files: own }) => !known.has(name) && own.some(({ value }) => !chosen.has(value)),
		)
		.map(({ name }) => name);
	if (!others.length) return;
	for (const name of others) known.add(name);
	context.addExecutionHints({
		type: 'info',
		location: 'outputPane',
		message: `Not uploaded: the files in ${quoted(others)}, which 'Input Data Field Name' does not name. Use * for all files of an item`,
	});
}

/** Names for a message, as many as fit into a line. */
function quoted(names: string[]): string {
	const shown: string[] = [];
	for (const name of names) {
		if (shown.length && shown.join().length + name.length > 150) break;
		shown.push(`'${short(name)}'`);
	}
	const more = names.length - shown.length;
	return `${shown.join(', ')}${more ? ` and ${more} more` : ''}`;
}
