/** The name of an image or file as Kelviq shows it; an image may have a name only in its URL. */
export function partName(name: unknown, url: unknown): string {
	if (typeof name === 'string' && name) return name;
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
