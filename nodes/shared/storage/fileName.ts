import { createHash } from 'crypto';
import { extensionOfType, typeOfExtension } from './fileType';

/** Vendors put the name into S3 keys, which have at most 1,024 bytes, and state no limit themselves. */
const MAX_NAME_BYTES = 200;

/**
 * A file's base name, safe in a header, a JSON body, and an S3 key: without folders, line breaks, and
 * control characters, in Unicode's composed form, at most 200 bytes of UTF-8, and never empty. The same
 * for files that are sent and that are downloaded.
 * @param mimeType of the file, as registered; its extension is added to a name that has none
 */
export function cleanFileName(name: string, mimeType = ''): string {
	// What a URL's path has, and what is a placeholder to S3, which would fill it in.
	const base = named(baseOf(decoded(baseOf(name))).replace(/\$(?=\{)/g, '$_'));
	const added = extensionOf(base) ? '' : extensionOfType(mimeType);
	const whole = added ? `${base}.${added}` : base;
	if (Buffer.byteLength(whole) <= MAX_NAME_BYTES) return whole;
	const dot = whole.lastIndexOf('.');
	const ending = dot > 0 && whole.length - dot <= 16 ? whole.slice(dot) : '';
	const stem = whole.slice(0, whole.length - ending.length);
	return shortened(stem, whole, MAX_NAME_BYTES - Buffer.byteLength(ending)) + ending;
}

/** Expressions leave parts of a name empty: '{{ $json.name }}.pdf', 'offer.pdf.{{ $json.type }}'. */
function named(base: string): string {
	const name = base.replace(/[.\s]+$/, '');
	const isExtension = name.startsWith('.') && typeOfExtension(name.slice(1)) !== undefined;
	return isExtension ? `file${name}` : name || 'file';
}

/** The extension of a name, without the dot; '' for the end of '.env', 'Dr. No', and 'v1.2'. */
export function extensionOf(fileName: string): string {
	const extension = /.\.([a-z0-9]{1,12})$/i.exec(fileName)?.[1] ?? '';
	return /^[a-z]/i.test(extension) || typeOfExtension(extension) ? extension : '';
}

/** The last part of a path that is a name; '' if there is none. */
function baseOf(name: string): string {
	return (
		name
			// Line breaks, control characters, and those that make 'exe.pdf' show as 'fdp.exe'.
			.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '')
			// A lone half of a surrogate pair has no UTF-8 form.
			.replace(/\p{Cs}/gu, '\uFFFD')
			.normalize('NFC')
			.split(/[/\\]/)
			.map((part) => part.trim())
			.filter((part) => part && !/^\.+$/.test(part))
			.pop() ?? ''
	);
}

function decoded(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

/** Both ends of a name, and between them what keeps it apart from others that have the same ends. */
function shortened(stem: string, whole: string, bytes: number): string {
	const mark = `~${createHash('sha256').update(whole).digest('hex').slice(0, 8)}~`;
	const half = Math.floor((bytes - mark.length) / 2);
	const characters = [...stem];
	const end = firstOf(characters.reverse(), half).reverse();
	return (
		firstOf([...stem], half)
			.join('')
			.trimEnd() +
		mark +
		end.join('').trimStart()
	);
}

/** The first characters that fit into this many bytes of UTF-8. */
function firstOf(characters: string[], bytes: number): string[] {
	let used = 0;
	const over = characters.findIndex((character) => (used += Buffer.byteLength(character)) > bytes);
	return over < 0 ? characters : characters.slice(0, over);
}
