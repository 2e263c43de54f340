import { cleanFileName } from '../../../../nodes/shared/storage/fileName';

it.each([
	['disclosure.pdf', 'disclosure.pdf'],
	['résumé "1".pdf', 'résumé "1".pdf'],
	['履歴書 2026.pdf', '履歴書 2026.pdf'],
	["O'Neil & Söhne; 50%.pdf", "O'Neil & Söhne; 50%.pdf"],
	['.gitignore', '.gitignore'],
	['archive.tar.gz', 'archive.tar.gz'],
	['two  spaces.pdf', 'two  spaces.pdf'],
])('leaves %j as it is', (name) => {
	expect(cleanFileName(name)).toBe(name);
});

it.each([
	['../../etc/passwd', 'passwd'],
	['/absolute/a.pdf', 'a.pdf'],
	['C:\\x\\y.pdf', 'y.pdf'],
	['\\\\server\\share\\y.pdf', 'y.pdf'],
	['a/b\\c.pdf', 'c.pdf'],
	['folder/', 'folder'],
	['folder/..', 'folder'],
	['folder/ . /', 'folder'],
])('keeps only the last part of the path %j: %j', (name, expected) => {
	expect(cleanFileName(name)).toBe(expected);
});

it.each([
	['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie: x.pdf'],
	['a\nb.pdf', 'ab.pdf'],
	['a\0b.pdf', 'ab.pdf'],
	['a\tb\u0007\u007f.pdf', 'ab.pdf'],
	['a\u0085b.pdf', 'ab.pdf'],
	['a\u2028b\u2029c.pdf', 'abc.pdf'],
	['.\n./a\r/', 'a'],
])('removes the line breaks and control characters of %j', (name, expected) => {
	expect(cleanFileName(name)).toBe(expected);
});

it.each([
	['  a.pdf  ', 'a.pdf'],
	['folder / a.pdf', 'a.pdf'],
	['\u00a0a.pdf\ufeff', 'a.pdf'],
])('removes the spaces around the name in %j', (name, expected) => {
	expect(cleanFileName(name)).toBe(expected);
});

it.each(['', '   ', '.', '..', '...', '/', '..\\..', '\r\n', '/ . / .. /'])(
	'gives a name to a file that has none (%j)',
	(name) => {
		expect(cleanFileName(name)).toBe('file');
		expect(cleanFileName(name, 'pdf')).toBe('file.pdf');
	},
);

it('does not add an extension to a name', () => {
	expect(cleanFileName('report', 'pdf')).toBe('report');
});

it.each([
	['a\ud83d.pdf', 'a\ufffd.pdf'],
	['a\ude00.pdf', 'a\ufffd.pdf'],
	['a\ude00\ud83d.pdf', 'a\ufffd\ufffd.pdf'],
])('replaces the half of a surrogate pair in %j, which has no UTF-8 form', (name, expected) => {
	expect(cleanFileName(name)).toBe(expected);
});

it.each([
	['a family of joined emoji', 'a 👩‍👩‍👦.pdf'],
	['a mark of a right-to-left script', 'דוח\u200f 1.pdf'],
	['an accent that is a character of its own', 'e\u0301.pdf'],
])('keeps %s, which is part of the name', (_what, name) => {
	expect(cleanFileName(name)).toBe(name);
});

it('takes a name of exactly 200 bytes as it is', () => {
	const name = `${'a'.repeat(196)}.pdf`;
	expect(cleanFileName(name)).toBe(name);
});

it.each([
	['letters', `${'a'.repeat(296)}.pdf`, `${'a'.repeat(196)}.pdf`],
	['letters without extension', 'a'.repeat(300), 'a'.repeat(200)],
	['letters of two bytes', `${'é'.repeat(148)}.pdf`, `${'é'.repeat(98)}.pdf`],
	['an emoji at the cut', `${'a'.repeat(195)}😀b.pdf`, `${'a'.repeat(195)}.pdf`],
	['an emoji that just fits', `${'a'.repeat(192)}😀b.pdf`, `${'a'.repeat(192)}😀.pdf`],
	['a last part too long for an extension', `a.${'b'.repeat(300)}`, `a.${'b'.repeat(198)}`],
	['a leading dot and letters', `.${'b'.repeat(300)}`, `.${'b'.repeat(199)}`],
])(
	'cuts a name that is too long, of %s, to 200 bytes and keeps its extension',
	(_what, name, expected) => {
		expect(cleanFileName(name)).toBe(expected);
	},
);

it('stays within 200 bytes when the extension is made of emoji', () => {
	const name = cleanFileName(`${'a'.repeat(300)}.${'😀'.repeat(7)}`);
	expect(Buffer.byteLength(name)).toBe(200);
	expect(name.endsWith(`.${'😀'.repeat(7)}`)).toBe(true);
});

it('gives the same again when it is applied twice', () => {
	for (const name of ['../a\r\n.pdf', `${'😀'.repeat(99)}.pdf`, '', ' x\ud83d ']) {
		const once = cleanFileName(name, 'pdf');
		expect(cleanFileName(once, 'pdf')).toBe(once);
	}
});
