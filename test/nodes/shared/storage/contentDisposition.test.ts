import { dispositionName } from '../../../../nodes/shared/storage/contentDisposition';

it.each([
	['attachment; filename="a; b.pdf"', 'a; b.pdf'],
	['attachment; filename="my \\"x\\".pdf"', 'my "x".pdf'],
	['attachment; x-filename="z"; filename="y.pdf"', 'y.pdf'],
	['attachment; x="; filename=z"; filename=y.pdf', 'y.pdf'],
	["attachment; filename*=UTF-8'en'R%C3%A9sum%C3%A9.pdf", 'Résumé.pdf'],
	["attachment; filename*=utf-8''R%C3%A9sum%C3%A9.pdf; filename=x.pdf", 'Résumé.pdf'],
	["attachment; filename=x.pdf; filename*=ISO-8859-1''R%E9sum%E9.pdf", 'Résumé.pdf'],
	["attachment; filename*=UTF-8''%E9.pdf; filename=x.pdf", 'x.pdf'],
	["attachment; filename*=koi8-r''%E9.pdf; filename=x.pdf", 'x.pdf'],
	["attachment; filename*=UTF-8''100%.pdf; filename=x.pdf", 'x.pdf'],
	['inline;FileName = token.pdf ; size=5', 'token.pdf'],
	['attachment; filename=my file.pdf', 'my file.pdf'],
	['filename="bare.pdf"', 'bare.pdf'],
	['attachment; filename="first.pdf"; filename="second.pdf"', 'first.pdf'],
	['attachment; filename="open.pdf', 'open.pdf'],
	['attachment; filename="R\u00c3\u00a9sum\u00c3\u00a9.pdf"', 'Résumé.pdf'],
	['attachment; filename="R\u00e9sum\u00e9.pdf"', 'Résumé.pdf'],
	['attachment; filename=""', ''],
	['attachment', ''],
	['', ''],
])('reads the name in %j: %j', (header, name) => {
	expect(dispositionName(header)).toBe(name);
});

it('reads a header of any length quickly', () => {
	const start = Date.now();
	for (const part of ['; a="', '; ', ';a=\\', 'filename*=']) dispositionName(part.repeat(3_000));
	expect(Date.now() - start).toBeLessThan(1_000);
});
