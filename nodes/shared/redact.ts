const LONGEST = 300;

/**
 * Foreign text made fit for a message: the given secrets and everything that looks like a token or
 * an address with parameters is taken out, web pages shrink to their title, and it stays short.
 */
export function redact(text: string, secrets: string[] = []): string {
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1];
	const isPage = /^\s*<(!doctype|html|head|body)/i.test(text);
	let safe = isPage ? `a web page${title?.trim() ? `, '${title.trim()}'` : ''}` : text;
	// The longest first, in case one secret is the beginning of another.
	for (const secret of secrets.filter(Boolean).sort((a, b) => b.length - a.length)) {
		safe = safe.replaceAll(secret, '[hidden]');
	}
	safe = safe
		.replace(/\b(https?:\/\/)(?:[^\s/?#"'<>]*@)?([^\s/?#"'<>]+)[^\s"'<>]*/gi, '$1$2/…')
		.replace(/\?[^\s"'<>?]*=[^\s"'<>]*/g, '?…')
		.replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '[hidden]')
		.replace(/\b(Bearer|Basic)\s+[^\s"',]+/gi, '$1 [hidden]')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	if (safe.length <= LONGEST) return safe;
	return `${safe.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
