import { inputError } from '../errors';
import { textOf } from '../text';
import { EXTENSIONS } from './mimeTypes.generated';

/** Other names of registered types, which mime-db does not have. */
const ALIASES: Record<string, string> = Object.fromEntries(
	Object.entries({
		'application/gzip': 'application/x-gzip application/gzip-compressed',
		'application/json': 'application/x-json text/json text/x-json',
		'application/msword': 'application/doc application/vnd.ms-word application/x-msword',
		'application/pdf':
			'application/acrobat application/x-pdf applications/vnd.pdf text/pdf text/x-pdf',
		'application/rtf': 'application/x-rtf text/richtext',
		'application/vnd.ms-excel':
			'application/excel application/x-excel application/x-msexcel application/xls',
		'application/vnd.ms-powerpoint': 'application/mspowerpoint application/powerpoint',
		'application/vnd.rar': 'application/rar application/x-rar application/x-rar-compressed',
		'application/x-7z-compressed': 'application/x-7z application/7z',
		'application/zip':
			'application/x-zip application/x-zip-compressed application/zip-compressed multipart/x-zip',
		'audio/mp4': 'audio/m4a audio/x-m4a',
		'audio/mpeg': 'audio/mp3 audio/mpeg3 audio/x-mp3 audio/x-mpeg',
		'audio/wav': 'audio/wave audio/x-wav',
		'image/bmp': 'image/x-bmp image/x-ms-bmp',
		'image/jpeg': 'image/jpg image/pjpeg image/x-jpeg image/x-jpg',
		'image/png': 'image/x-png',
		'image/svg+xml': 'image/svg image/svg-xml',
		'image/tiff': 'image/tif image/x-tif image/x-tiff',
		'image/vnd.adobe.photoshop': 'application/x-photoshop image/photoshop image/x-photoshop',
		'image/vnd.microsoft.icon': 'image/ico image/icon image/x-icon',
		'text/calendar': 'application/ics text/x-vcalendar',
		'text/csv': 'application/csv application/x-csv text/comma-separated-values text/x-csv',
		'text/javascript': 'application/javascript application/x-javascript',
		'text/markdown': 'text/x-markdown',
		'text/vcard': 'text/x-vcard',
		'video/mp4': 'video/x-mp4',
		'video/x-msvideo': 'video/avi video/msvideo',
	}).flatMap(([type, others]) => others.split(' ').map((other) => [other, type] as const)),
);

/** What mail programs, storages, and download pages say of any file. */
const GENERIC = new Set(
	[
		'octet-stream octetstream x-octet-stream binary x-binary download x-download force-download',
		'x-force-download x-forcedownload save unknown x-unknown x-empty x-www-form-urlencoded file',
	]
		.join(' ')
		.split(' ')
		.map((subtype) => `application/${subtype}`)
		.concat('binary/octet-stream', 'content/unknown', 'inode/x-empty', 'multipart/form-data')
		.concat('octet/stream', 'unknown/unknown'),
);

/** The type of a file of which nothing is known. */
export const UNKNOWN_TYPE = 'application/octet-stream';

const MIME_TYPE = /^[\w!#$&^.+-]{1,50}\/[\w!#$&^.+-]{1,100}$/;

/** A MIME type as it is registered: lower case, without parameters; '' for what is not one. */
export function registeredType(value: unknown): string {
	const type = typeof value === 'string' ? value.replace(/;.*$/s, '').trim().toLowerCase() : '';
	if (!MIME_TYPE.test(type)) return '';
	return Object.hasOwn(ALIASES, type) ? (ALIASES[type] ?? '') : type;
}

/**
 * The type that 'MIME Type' has, as it is registered; '' if it is empty.
 * @throws StepError with step `input`
 */
export function chosenType(value: unknown): string {
	const text = textOf(value, 'MIME Type');
	const type = registeredType(text);
	if (type || !text) return type;
	throw inputError(
		`'${text.slice(0, 100)}' in 'MIME Type' is not a MIME type`,
		'Enter one such as application/pdf',
	);
}

const TYPES = new Map<string, string>();
for (const [type, extensions] of Object.entries(EXTENSIONS)) {
	for (const extension of extensions.split(' ')) {
		if (!TYPES.has(extension)) TYPES.set(extension, registeredType(type));
	}
}

/** The type of files with this extension (without the dot), if it is a known one. */
export function typeOfExtension(extension: string): string | undefined {
	return TYPES.get(extension.toLowerCase());
}

/** The extension that files of this type usually have, without the dot; '' if there is none. */
export function extensionOfType(type: string): string {
	const extensions = Object.hasOwn(EXTENSIONS, type) ? EXTENSIONS[type] : undefined;
	return extensions?.split(' ')[0] ?? '';
}

/**
 * The type of a file, by what it comes with: its own if that says something, or else the one of its
 * extension. n8n itself says text/plain of whatever it does not know.
 * @param extensions of its names, without the dot, '' for none; the first one that is known counts
 * @returns undefined where only the file's first bytes can tell
 */
export function typeBySigns(declared: unknown, extensions: string[]): string | undefined {
	const type = registeredType(declared);
	const isGuess = type === 'text/plain' && !extensions.some(typeOfExtension);
	if (type && !GENERIC.has(type) && !isGuess) return type;
	return extensions.map(typeOfExtension).find(Boolean);
}
