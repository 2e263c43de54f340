import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { inputError, type StepError } from '../errors';
import { choiceOf } from '../text';
import { binaryObject } from './binaryObject';
import { givenFiles, withContent } from './givenFiles';
import { example, fileAsText, hintAtOthers, noFile, notAFile } from './inputMessages';
import { itemFields, type InputFile, type ItemFields } from './itemFields';
import { lookUp, lookUpNames, type Found } from './lookUp';

const IF_NO_FILE = ['fail', 'skip'] as const;

/**
 * The files that 'Input Data Field Name' stands for in an item, as n8n has them: of fields by their
 * names, or what an expression returned. None for an item without them that is to be skipped.
 * @throws StepError with step `input`
 */
export function inputFiles(context: IExecuteFunctions, itemIndex: number): IBinaryData[] {
	const { value, item, files, missing, isByName, isNone } = searched(context, itemIndex);
	if (isNone) return [];
	if (missing.length) throw noFile(context, item, missing);
	if (!files.length) throw nothing(context, item, value);
	if (isByName) hintAtOthers(context, item, files);
	return unique(files, item).map((file) =>
		context.helpers.assertBinaryData(itemIndex, binaryObject(file)),
	);
}

/**
 * Whether an item holds none of the files and is to be skipped. Then it need not name a case or product
 * either: an email without attachment may be from anybody.
 */
export function isSkipped(context: IExecuteFunctions, itemIndex: number): boolean {
	try {
		return searched(context, itemIndex).isNone;
	} catch {
		// What is wrong is told by who wants the files.
		return false;
	}
}

function searched(context: IExecuteFunctions, itemIndex: number) {
	const value: unknown = context.getNodeParameter('binaryPropertyName', itemIndex);
	const option = context.getNodeParameter('options.ifNoFile', itemIndex, '');
	const isSkipping = choiceOf(option, 'If No File', IF_NO_FILE) === 'skip';
	const item = itemFields(context, itemIndex);
	const found = foundFiles(context, item, value);
	const isNone = isSkipping && !found.files.length;
	if (isNone && found.isByName) hintAtOthers(context, item, []);
	return { value, item, ...found, isNone };
}

/** A field named twice is still one file; two fields are two, whatever is in them. */
function unique(files: InputFile[], { fields }: ItemFields): InputFile[] {
	const ofItem = new Set(fields.flatMap((field) => field.files));
	const byKey = new Map(files.map((file) => [ofItem.has(file) ? file : file.value, file]));
	return [...byKey.values()];
}

function foundFiles(context: IExecuteFunctions, item: ItemFields, value: unknown): Found {
	if (typeof value === 'string') {
		// What becomes of a file where anything is around its expression. To skip such items would hide it.
		if (isExpression(context) && value.includes(String({}))) throw fileAsText(context, item);
		return lookUp(item, value);
	}
	// `{{ $json.signed && $binary.data }}` returns false for what is not there.
	const parts = [value].flat(Infinity).filter((one) => (one ?? false) !== false);
	const texts: Found[] = [];
	const files = parts.flatMap((part): InputFile[] => {
		if (typeof part !== 'string') {
			const given = givenFiles(part);
			if (given) return given;
			throw notAFile(context, item);
		}
		const found = lookUpNames(item, part);
		texts.push(found);
		return found.files;
	});
	return {
		files: written(context).includes('$binary') ? withContent(files, item) : files,
		missing: texts.flatMap(({ missing }) => missing),
		isByName: texts.some(({ isByName }) => isByName),
	};
}

function nothing(context: IExecuteFunctions, item: ItemFields, value: unknown): StepError {
	if (typeof value === 'string' && !isExpression(context)) {
		return inputError(
			"'Input Data Field Name' is empty",
			"Enter the name of the field that holds the file, e.g. 'data', or * for all files",
		);
	}
	return inputError(
		"the expression in 'Input Data Field Name' returned nothing",
		`Use one that returns a file, e.g. ${example(context, item)}`,
	);
}

/** The parameter as it is written, which begins with `=` where it is an expression. */
const written = (context: IExecuteFunctions): string =>
	String(context.getNode().parameters.binaryPropertyName ?? '');

const isExpression = (context: IExecuteFunctions): boolean => written(context).startsWith('=');
