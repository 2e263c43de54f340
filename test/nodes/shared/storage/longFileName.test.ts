import { cleanFileName } from '../../../../nodes/shared/storage/fileName';

it('takes a name of exactly 200 bytes as it is', () => {
	const name = `${'a'.repeat(196)}.pdf`;
	expect(cleanFileName(name)).toBe(name);
});

it('composes an accent that is a character of its own', () => {
	expect(cleanFileName('e\u0301.pdf')).toBe('\u00e9.pdf');
});

it.each([
	['letters', `${'a'.repeat(296)}.pdf`, /^a{93}~[\da-f]{8}~a{93}\.pdf$/],
	['letters without extension', 'a'.repeat(300), /^a{95}~[\da-f]{8}~a{95}$/],
	['letters of two bytes', `${'é'.repeat(148)}.pdf`, /^é{46}~[\da-f]{8}~é{46}\.pdf$/],
	['an emoji at the cut', `${'a'.repeat(92)}😀${'b'.repeat(200)}.pdf`, /^a{92}~.{8}~b{93}\.pdf$/],
	[
		'an emoji that just fits',
		`${'a'.repeat(89)}😀${'b'.repeat(200)}.pdf`,
		/^a{89}😀~.{8}~b{93}\.pdf$/u,
	],
	['a last part too long for an extension', `a.${'b'.repeat(300)}`, /^a\.b{93}~.{8}~b{95}$/],
	['a leading dot and letters', `.${'b'.repeat(300)}`, /^\.b{94}~.{8}~b{95}$/],
])(
	'cuts the middle out of a name that is too long, of %s, to 200 bytes',
	(_what, name, expected) => {
		expect(cleanFileName(name)).toMatch(expected);
		expect(Buffer.byteLength(cleanFileName(name))).toBeLessThanOrEqual(200);
	},
);

it.each([
	['their ends', `${'a'.repeat(201)}1.pdf`, `${'a'.repeat(201)}2.pdf`],
	['their beginnings', `1${'a'.repeat(201)}.pdf`, `2${'a'.repeat(201)}.pdf`],
	[
		'their middles',
		`${'a'.repeat(100)}1${'a'.repeat(100)}`,
		`${'a'.repeat(100)}2${'a'.repeat(100)}`,
	],
	['their lengths', 'a'.repeat(206), 'a'.repeat(207)],
])('keeps two long names apart that differ in %s', (_where, one, other) => {
	expect(cleanFileName(one)).not.toBe(cleanFileName(other));
});

it('counts the extension that it adds', () => {
	const name = cleanFileName('a'.repeat(198), 'application/pdf');
	expect(name).toMatch(/^a+~.{8}~a+\.pdf$/);
	expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
});

it('stays within 200 bytes when the extension is made of emoji', () => {
	const name = cleanFileName(`${'a'.repeat(300)}.${'😀'.repeat(7)}`);
	expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
	expect(name.endsWith(`.${'😀'.repeat(7)}`)).toBe(true);
});
