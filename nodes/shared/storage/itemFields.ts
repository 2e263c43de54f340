import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** A file as somebody gave it, not checked yet, and what messages call it. */
export interface InputFile {
	where: string;
	value: unknown;
	/** The field that it is in; undefined for one that an expression gave as such. */
	field?: string;
}

/** A field of an item that holds files; two may have the same name, beside the json and inside. */
export interface InputField {
	name: string;
	files: InputFile[];
	/** What expressions call the map of files that it is in. */
	root: '$binary' | '$json._files';
}

export interface ItemFields {
	/** In natural order. */
	fields: InputField[];
	/** What a path into the json leads to, where files may be inside it. */
	at: (path: string) => InputFile[];
}

/** Where n8n has the files of items in workflows with `binaryMode: combined`. */
const FILES_IN_JSON = '_files';

/** An n8n that does not tell the workflow's settings knows no such mode either. */
export const isCombined = (context: IExecuteFunctions): boolean =>
	context.getWorkflowSettings?.().binaryMode === 'combined';

/** The fields of an item that hold files, as n8n lays them out. */
export function itemFields(context: IExecuteFunctions, itemIndex: number): ItemFields {
	// An AI agent calls the node without an input item.
	const item = context.getInputData()?.[itemIndex] as INodeExecutionData | undefined;
	const json = isCombined(context) ? item?.json : undefined;
	const fields = [
		...fieldsIn(item?.binary, '$binary'),
		...fieldsIn(isObject(json) ? own(json, FILES_IN_JSON) : undefined, '$json._files'),
	].sort((a, b) => naturally(a.name, b.name));
	const all = fields.flatMap(({ files }) => files);
	return {
		fields,
		at: (path) => {
			const parts = path.split(/[.[\]]+/).filter(Boolean);
			const value = parts.length ? valueAt(json, parts) : undefined;
			const isFiles = isFile(value) || (Array.isArray(value) && value.some(isFile));
			const files = isFiles ? filesIn(path, value) : [];
			return files.map((file) => all.find((one) => one.value === file.value) ?? file);
		},
	};
}

function fieldsIn(map: unknown, root: InputField['root']): InputField[] {
	if (!isObject(map)) return [];
	return Object.entries(map)
		.map(([name, value]) => ({ name, files: filesIn(name, value), root }))
		.filter(({ files }) => files.length > 0);
}

/** What is in a field: a file, or a list of files. */
export function filesIn(field: string, value: unknown): InputFile[] {
	const where = `the file in '${short(field)}'`;
	const files = [value].flat().filter((one) => one !== undefined && one !== null);
	return files.map((one) => ({ where, value: one, field }));
}

function valueAt(value: unknown, [part, ...rest]: string[]): unknown {
	if (part === undefined) return value;
	return isObject(value) && Object.hasOwn(value, part) ? valueAt(value[part], rest) : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Whether what may be anything is a file: n8n's own have a type, those made by hand perhaps a name. */
export function isFile(value: unknown): value is Record<string, unknown> {
	if (!isObject(value) || Array.isArray(value)) return false;
	const [type, data, name] = ['mimeType', 'data', 'fileName'].map((part) => own(value, part));
	if (type !== undefined && type !== null && typeof type !== 'object') return true;
	return typeof data === 'string' && (typeof name === 'string' || isDataUri(data));
}

export const isDataUri = (text: string): boolean => /^\s*data:[^,]{0,300},/i.test(text);

export function own(value: object, name: string): unknown {
	return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

const collator = new Intl.Collator('en', { numeric: true });

/** `a_2` before `a_10`. */
export const naturally = (a: string, b: string): number =>
	collator.compare(a, b) || (a < b ? -1 : Number(a > b));

/** A text of somebody's for a message: it may be a whole document, given by mistake. */
export function short(text: string): string {
	const start = [...text.slice(0, 200)].slice(0, 60).join('');
	return start.replace(/[\s\p{Cc}]+/gu, ' ') + (start.length < text.length ? '…' : '');
}
