/** The text of the first element of that name; S3's error documents are flat. */
export function element(xml: string, name: string): string {
	const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
	return text.replace(
		/&(#x[0-9a-f]+|#\d+|\w+);/gi,
		(entity, name: string) => character(name) ?? entity,
	);
}

const NAMED = new Map([
	['amp', '&'],
	['apos', "'"],
	['gt', '>'],
	['lt', '<'],
	['quot', '"'],
]);

function character(name: string): string | undefined {
	if (!name.startsWith('#')) return NAMED.get(name);
	const point = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
	return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
