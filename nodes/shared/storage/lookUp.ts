import type { InputFile, ItemFields } from './itemFields';

/** What a text stands for in an item. */
export interface Found {
	files: InputFile[];
	/** The names of the text that stand for no file. */
	missing: string[];
	/** Whether it names files one by one, so that others may have been forgotten. */
	isByName: boolean;
}

/** The name that a field has where nobody names it. */
const DEFAULT_NAME = 'data';

/**
 * The files that 'Input Data Field Name' stands for where it is text. The order is fixed: the field of
 * exactly that name, names separated by commas, a pattern, numbered fields, the only file for 'data'.
 */
export function lookUp(item: ItemFields, text: string): Found {
	const found = lookUpNames(item, text);
	const all = item.fields.flatMap(({ files }) => files);
	const names = text.split(',').map((name) => name.trim());
	const isDefault = names.filter(Boolean).join() === DEFAULT_NAME && !found.files.length;
	return isDefault && all.length === 1 ? { files: all, missing: [], isByName: true } : found;
}

/** The same for one of several texts, none of which is the default. */
export function lookUpNames(item: ItemFields, text: string): Found {
	const exact = exactly(item, text);
	if (exact.length) return { files: exact, missing: [], isByName: true };
	if (!text.includes(',')) return lookUpName(item, text);
	const parts = text
		.split(',')
		.filter((part) => part.trim())
		.map((part) => lookUpName(item, part));
	return {
		files: parts.flatMap(({ files }) => files),
		missing: parts.flatMap(({ missing }) => missing),
		isByName: parts.some(({ isByName }) => isByName),
	};
}

function lookUpName(item: ItemFields, given: string): Found {
	const name = given.trim();
	const ways = [
		() => exactly(item, given),
		() => exactly(item, name),
		() => (name.includes('*') ? matching(item, (field) => fits(name, field)) : []),
		() => (name ? matching(item, (field) => isNumbered(name, field)) : []),
	];
	for (const way of ways) {
		const files = way();
		if (files.length) return { files, missing: [], isByName: !name.includes('*') };
	}
	return { files: [], missing: name ? [name] : [], isByName: !name.includes('*') };
}

const matching = ({ fields }: ItemFields, isMeant: (name: string) => boolean): InputFile[] =>
	fields.filter(({ name }) => isMeant(name)).flatMap(({ files }) => files);

function exactly(item: ItemFields, name: string): InputFile[] {
	const files = matching(item, (field) => field === name);
	return files.length ? files : item.at(name);
}

/** Whether a name is `Signed_PDF_0` or `file0`, as n8n names several files of `Signed_PDF`, `file`. */
const isNumbered = (base: string, name: string): boolean =>
	name.startsWith(base) && /^_?\d+$/.test(name.slice(base.length));

/** Whether a name fits a pattern with `*`: in linear time, which no regular expression promises. */
function fits(pattern: string, name: string): boolean {
	const [start = '', ...rest] = pattern.split('*');
	const end = rest.pop() ?? '';
	if (name.length < start.length + end.length) return false;
	if (!name.startsWith(start) || !name.endsWith(end)) return false;
	let at = start.length;
	for (const part of rest) {
		const found = name.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return at <= name.length - end.length;
}
