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
		expect(cleanFileName(name, 'application/pdf')).toBe('file.pdf');
	},
);

it.each([
	['.pdf', 'file.pdf'],
	[' .PDF ', 'file.PDF'],
	['folder/.docx', 'file.docx'],
	['offer.pdf.', 'offer.pdf'],
	['offer.pdf . ..', 'offer.pdf'],
])('mends %j, in which an expression left a part empty: %j', (name, expected) => {
	expect(cleanFileName(name)).toBe(expected);
	expect(cleanFileName(name, 'application/pdf')).toBe(expected);
});

it.each([
	['combined', 'application/pdf', 'combined.pdf'],
	['contract', 'image/jpeg', 'contract.jpg'],
	['Dr. Smith', 'application/pdf', 'Dr. Smith.pdf'],
	['Invoice 12.2026', 'application/pdf', 'Invoice 12.2026.pdf'],
	['report v1.2', 'application/pdf', 'report v1.2.pdf'],
	['contract.', 'application/pdf', 'contract.pdf'],
	['song', 'audio/mpeg', 'song.mp3'],
	['backup', 'application/x-7z-compressed', 'backup.7z'],
])('adds to %j the extension of its type %s: %j', (name, mimeType, expected) => {
	expect(cleanFileName(name, mimeType)).toBe(expected);
});

it.each([
	['a.pdf', 'application/pdf'],
	['A.PDF', 'application/pdf'],
	['photo.jpeg', 'image/jpeg'],
	['archive.7z', 'application/zip'],
	['scan.bin', 'application/pdf'],
	['a..pdf', 'application/pdf'],
	['contract', 'application/octet-stream'],
	['contract', 'application/x-of-a-vendor'],
	['contract', 'constructor'],
	['contract', ''],
])('adds nothing to %j of type %j', (name, mimeType) => {
	expect(cleanFileName(name, mimeType)).toBe(name);
});

it.each([
	['Signed%20NDA.pdf', 'Signed NDA.pdf'],
	['R%C3%A9sum%C3%A9.pdf', 'Résumé.pdf'],
	['..%2F..%2Fetc%2Fpasswd', 'passwd'],
	['a%0D%0Ab.pdf', 'ab.pdf'],
	['100%/a%20b.pdf', 'a b.pdf'],
])('decodes %j, which comes from the path of a URL: %j', (name, expected) => {
	expect(cleanFileName(name)).toBe(expected);
});

it.each(['50%.pdf', '100% of%20it.pdf', 'R%E9sum%E9.pdf', '%C3%A9 %zz.pdf'])(
	'leaves %j as it is, since not all its percent signs begin a code',
	(name) => {
		expect(cleanFileName(name)).toBe(name);
	},
);

it.each([
	['report ${filename}.pdf', 'report $_{filename}.pdf'],
	['$%7Bfilename}.pdf', '$_{filename}.pdf'],
	['$5 {a}.pdf', '$5 {a}.pdf'],
])('leaves no placeholder for the storage to fill in: %j becomes %j', (name, expected) => {
	expect(cleanFileName(name)).toBe(expected);
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
])('keeps %s, which is part of the name', (_what, name) => {
	expect(cleanFileName(name)).toBe(name);
});

it('gives the same again when it is applied twice', () => {
	for (const name of ['../a\r\n.pdf', `${'😀'.repeat(99)}.pdf`, '', ' x\ud83d ']) {
		const once = cleanFileName(name, 'application/pdf');
		expect(cleanFileName(once, 'application/pdf')).toBe(once);
	}
});
