import type { IDataObject } from 'n8n-workflow';

/** An image of a product, or a file of a plan. */
export interface Part extends IDataObject {
	id: string;
	/** As it is shown, or the last part of its URL where it is shown under no name. */
	name: string;
	/** Where it is shown or kept. */
	url: string;
	/** The name that it is shown under, if any. */
	shownName?: string;
	ordering?: number;
	enabled?: boolean;
}

/** A file that waits under its temporary key. */
export interface StoredFile {
	fileKey: string;
	/** As it was sent. */
	fileName: string;
}

/** The name of an image or file as Kelviq shows it; an image may have none but in its URL. */
export const partName = (name: unknown, url: unknown): string =>
	typeof name === 'string' && name ? name : lastOf(url);

/** An image or file of an answer as a part. */
export function partOf(entry: IDataObject, url: string): Part {
	const { id, name, ordering, enabled } = entry;
	return {
		id: String(id),
		name: partName(name, url),
		url,
		...(typeof name === 'string' && name ? { shownName: name } : {}),
		...(typeof ordering === 'number' ? { ordering } : {}),
		...(typeof enabled === 'boolean' ? { enabled } : {}),
	};
}

/** What is put out of a part that was added. */
export const uploaded = ({ id, name, url }: Part): IDataObject => ({ id, name, url });

function lastOf(url: unknown): string {
	const last = (typeof url === 'string' ? url : '')
		.replace(/[?#].*$/s, '')
		.split('/')
		.at(-1);
	try {
		return decodeURIComponent(last ?? '');
	} catch {
		return last ?? '';
	}
}

/** Whether a part is the file of that name: shown under it, or sent under it and shown under another. */
export function isNamed({ name, url }: Part, fileName: string): boolean {
	const wanted = fileName.normalize('NFC');
	return [name, lastOf(url)].some((one) => one.normalize('NFC') === wanted);
}

export const without = (parts: Part[], others: Array<{ id: string }>): Part[] =>
	parts.filter(({ id }) => !others.some((other) => other.id === id));

/**
 * Which of the new parts is which file: by names, where just as many of a name are there as were sent,
 * then, where just as many are left, by their order. A file that cannot be told is not in the map.
 */
export function matched(files: StoredFile[], fresh: Part[]): Map<string, Part> {
	const found = new Map<string, Part>();
	const pair = (some: StoredFile[], parts: Part[]) => {
		if (some.length !== parts.length) return;
		some.forEach(({ fileKey }, index) => found.set(fileKey, parts[index]!));
	};
	for (const { fileName } of files.filter((file) => !mayBeRenamed(file, files, fresh))) {
		pair(
			files.filter((file) => isSameName(file.fileName, fileName)),
			fresh.filter((part) => isNamed(part, fileName)),
		);
	}
	pair(
		files.filter(({ fileKey }) => !found.has(fileKey)),
		without(fresh, [...found.values()]),
	);
	return found;
}

/** The files that are there under their own names, each by one part. */
export function named(files: StoredFile[], parts: Part[]): Map<string, Part> {
	const found = new Map<string, Part>();
	for (const file of files.filter((one) => !mayBeRenamed(one, files, parts))) {
		const left = without(parts, [...found.values()]);
		const part = left.find((one) => isNamed(one, file.fileName));
		if (part) found.set(file.fileKey, part);
	}
	return found;
}

/**
 * Whether the part of a file's name may be somebody else's that was added meanwhile, since there are
 * more parts than files and one of them looks like the file under a name that Kelviq has changed.
 */
function mayBeRenamed({ fileName }: StoredFile, files: StoredFile[], parts: Part[]): boolean {
	if (parts.length <= files.length) return false;
	const [, stem = fileName, extension = ''] = /^(.+)(\.[^.]*)$/s.exec(fileName) ?? [];
	const own = stem.normalize('NFC');
	// 'front-1.png', 'front_8fK2.png', '8fK2-front.png' of 'front.png'
	const looksLike = (name: string) => {
		const other = name.slice(0, name.length - extension.length).normalize('NFC');
		const isInWord = /^[\p{L}\p{N}]$/u;
		return (
			name.endsWith(extension) &&
			((other.startsWith(own) && !isInWord.test(other.charAt(own.length))) ||
				(other.endsWith(own) && !isInWord.test(other.at(-own.length - 1) ?? '')))
		);
	};
	return parts
		.filter((part) => !files.some((file) => isNamed(part, file.fileName)))
		.some(({ name, url }) => looksLike(name) || looksLike(lastOf(url)));
}

const isSameName = (a: string, b: string) => a.normalize('NFC') === b.normalize('NFC');
