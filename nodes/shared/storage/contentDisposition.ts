/** One parameter: its name, and its value as a quoted string or as it stands. */
const PARAMETER = /;\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/**
 * The file name in a Content-Disposition header (RFC 6266); '' if there is none. The extended form
 * (RFC 8187) is preferred, and the first of several with one name.
 */
export function dispositionName(header: string): string {
	const values = new Map<string, string>();
	// Some servers leave out the type in front, which is 'attachment'.
	for (const [, name = '', quoted, plain = ''] of `;${header}`.matchAll(PARAMETER)) {
		const value = quoted?.replace(/\\(.)/g, '$1') ?? plain.trim().replace(/^"|"$/g, '');
		const key = name.toLowerCase();
		if (!values.has(key)) values.set(key, value);
	}
	return extended(values.get('filename*') ?? '') || utf8(values.get('filename') ?? '');
}

/** `UTF-8'en'R%C3%A9sum%C3%A9.pdf`: a charset, a language that does not matter, and the bytes. */
function extended(value: string): string {
	const [, charset = '', bytes = ''] =
		/^(utf-8|iso-8859-1)'[a-z0-9-]*'((?:[^%'"]|%[\da-f]{2})+)$/i.exec(value) ?? [];
	try {
		if (charset.toLowerCase() === 'utf-8') return decodeURIComponent(bytes);
	} catch {
		// Not valid according to the RFC: the plain form counts.
		return '';
	}
	return bytes.replace(/%(..)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Headers arrive as ISO-8859-1, but most servers write UTF-8 into them. */
function utf8(value: string): string {
	if (!/^[\x00-\xff]*$/.test(value)) return value;
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return text.includes('\uFFFD') ? value : text;
}
