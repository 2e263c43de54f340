const MAX_LENGTH = 300;
/** How much is read: patterns take much longer on a long text than on a short one. */
const MAX_READ = 10_000;

/**
 * Makes text from others fit for a message: removes the given secrets and anything that looks like a
 * token or a URL with parameters, shortens web pages to their title, and limits the length.
 */
export function redact(text: string, secrets: string[] = []): string {
	let known = text;
	// Longest first, in case one secret is the beginning of another.
	for (const secret of secrets.filter(Boolean).sort((a, b) => b.length - a.length)) {
		known = known.replaceAll(secret, '[hidden]');
	}
	known = known.slice(0, MAX_READ);
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(known)?.[1];
	const isPage = /^\s*<(!doctype|html|head|body)/i.test(known);
	const safe = (isPage ? `a web page${title?.trim() ? `, '${title.trim()}'` : ''}` : known)
		.replace(/\b(https?:\/\/)(?:[^\s/?#"'<>]*@)?([^\s/?#"'<>]+)[^\s"'<>]*/gi, '$1$2/…')
		.replace(/\?[^\s"'<>?]*=[^\s"'<>]*/g, '?…')
		.replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '[hidden]')
		.replace(/\b(Bearer|Basic)\s+[^\s"',]+/gi, '$1 [hidden]')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	if (safe.length <= MAX_LENGTH) return safe;
	return `${safe.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
