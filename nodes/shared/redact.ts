const MAX_LENGTH = 300;
/** How much is read: patterns take much longer on a long text than on a short one. */
const MAX_READ = 10_000;

/** Whether a response is markup for a browser, whole or in part; S3's error documents are none. */
export const isWebPage = (text: string): boolean =>
	/^\s*<(!doctype html|html|head|body|title|h[1-6]|p|div|center|pre|span|b|font|table)\b[^<]*>/i.test(
		text,
	);

/**
 * Makes text from others fit for a message: removes the given secrets and anything that looks like a
 * token or a URL with parameters, shortens web pages to their title or text, and limits the length.
 */
export function redact(text: string, secrets: string[] = []): string {
	let known = text;
	// Longest first, in case one secret is the beginning of another.
	for (const secret of secrets.filter(Boolean).sort((a, b) => b.length - a.length)) {
		known = known.replaceAll(secret, '[hidden]');
	}
	known = known.slice(0, MAX_READ);
	const safe = (isWebPage(known) ? ofPage(known) : known)
		.replace(/\b(https?:\/\/)(?:[^\s/?#"'<>]*@)?([^\s/?#"'<>]+)[^\s"'<>]*/gi, '$1$2/…')
		.replace(/\?[^\s"'<>?]*=[^\s"'<>]*/g, '?…')
		.replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '[hidden]')
		.replace(/\bBearer\s+[^\s"',]+/gi, (found) => `${found.slice(0, 6)} [hidden]`)
		.replace(/\b(Basic)\s+([\w+/=-]+)/gi, (found, scheme: string, value: string) =>
			isPassword(value) ? `${scheme} [hidden]` : found,
		)
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	if (safe.length <= MAX_LENGTH) return safe;
	return `${safe.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Whether what follows 'Basic' is a user with a password, and not the name of a package. */
const isPassword = (value: string): boolean =>
	value.length > 24 || Buffer.from(value, 'base64').includes(':');

/** What a web page says: its title, or else its text. */
function ofPage(page: string): string {
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(page)?.[1]?.trim();
	if (title) return `a web page, '${title}'`;
	const words = page
		.replace(/<(script|style)\b[^>]*>[^<]*/gi, ' ')
		.replace(/<[^<>]*>?/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return words || 'a web page';
}
