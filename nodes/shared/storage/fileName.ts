/** Vendors put the name into S3 keys, which have at most 1,024 bytes, and state no limit themselves. */
const MAX_NAME_BYTES = 200;

/**
 * A file's base name, safe in a header, a JSON body, and an S3 key: without folders, line breaks, and
 * control characters, at most 200 bytes of UTF-8 with its extension kept, and never empty.
 * @param extension without the dot, for a file that has no name, e.g. 'pdf'
 */
export function cleanFileName(name: string, extension = ''): string {
	const base = name
		// Line breaks, control characters, and those that make 'exe.pdf' show as 'fdp.exe'.
		.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '')
		// A lone half of a surrogate pair has no UTF-8 form.
		.replace(/\p{Cs}/gu, '\uFFFD')
		.split(/[/\\]/)
		.map((part) => part.trim())
		.filter((part) => part && !/^\.+$/.test(part))
		.pop();
	if (!base) return /^\w{1,16}$/.test(extension) ? `file.${extension}` : 'file';
	const dot = base.lastIndexOf('.');
	const ending = dot > 0 && base.length - dot <= 16 ? base.slice(dot) : '';
	const stem = base.slice(0, base.length - ending.length);
	return cut(stem, MAX_NAME_BYTES - Buffer.byteLength(ending)) + ending;
}

/** The first characters of a text that fit into this many bytes of UTF-8. */
function cut(text: string, bytes: number): string {
	if (Buffer.byteLength(text) <= bytes) return text;
	let kept = '';
	let used = 0;
	for (const character of text) {
		used += Buffer.byteLength(character);
		if (used > bytes) break;
		kept += character;
	}
	return kept;
}
