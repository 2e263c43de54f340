import { inputError } from '../errors';
import { filesIn, isFile, isObject, own, type InputFile, type ItemFields } from './itemFields';

/**
 * The files of what an expression returned: a file, or a map of files by their fields, as `$binary` is
 * one. Undefined for anything else.
 */
export function givenFiles(value: unknown): InputFile[] | undefined {
	if (isFile(value)) {
		return [{ where: "the file from the expression in 'Input Data Field Name'", value }];
	}
	if (!isObject(value)) return undefined;
	const files = Object.entries(value).flatMap(([name, one]) => filesIn(name, one));
	return files.every((file) => isFile(file.value)) ? files : undefined;
}

/**
 * The same files with what n8n leaves out of `$binary` when it keeps files in memory: their content,
 * which is that of the item's file of the same description.
 */
export function withContent(files: InputFile[], item: ItemFields): InputFile[] {
	const all = item.fields.flatMap((field) => field.files);
	const alike = ({ value }: InputFile) => {
		if (!isObject(value) || own(value, 'data') !== undefined || own(value, 'id')) return [];
		return all.filter((one) => description(one.value) === description(value));
	};
	const used = new Set<InputFile>();
	const chosen = files.map((file) => {
		const candidates = alike(file);
		const one =
			candidates.find(({ field }) => field === file.field) ??
			candidates.find((candidate) => !used.has(candidate)) ??
			candidates[0] ??
			file;
		used.add(one);
		return one;
	});
	const isUnclear = files.some(
		(file) => file.field === undefined && alike(file).some((one) => !used.has(one)),
	);
	if (!isUnclear) return chosen;
	throw inputError(
		"the item has several files that fit the one from the expression in 'Input Data Field Name'",
		'Enter the name of its field instead',
	);
}

const description = (value: unknown): string =>
	JSON.stringify(isObject(value) ? { ...value, data: undefined } : null);
