import { PDFDocument } from 'pdf-lib';
import { typeOfBytes } from '../../../../nodes/shared/storage/signatures';

const hex = (text: string) => Buffer.from(text.replace(/ /g, ''), 'hex');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** An entry of a ZIP archive, stored as it is. */
function entry(name: string, content = ''): Buffer {
	const header = Buffer.alloc(30);
	header.write('PK\x03\x04', 'latin1');
	header.writeUInt32LE(content.length, 18);
	header.writeUInt32LE(content.length, 22);
	header.writeUInt16LE(name.length, 26);
	return Buffer.concat([header, Buffer.from(name + content)]);
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const office = (name: string) =>
	Buffer.concat([
		entry('[Content_Types].xml', '<Types/>'),
		entry('_rels/.rels', '<x/>'),
		entry(name),
	]);

it.each<[string, Buffer]>([
	['application/pdf', latin1('%PDF-1.7\n')],
	['application/pdf', latin1('\r\n%PDF-1.7')],
	['application/pdf', Buffer.from('\uFEFF%PDF-1.7')],
	['image/png', hex('89504e470d0a1a0a 0000000d')],
	['image/jpeg', hex('ffd8ffe0 0010')],
	['image/gif', latin1('GIF89a\x01\0')],
	['image/tiff', hex('49492a00 08000000')],
	['image/tiff', hex('4d4d002a 00000008')],
	['image/bmp', hex('424d 46000000 00000000 36000000 28000000')],
	['image/webp', latin1('RIFF\x10\0\0\0WEBPVP8 ')],
	['image/heic', latin1('\0\0\0\x18ftypheic')],
	['image/avif', latin1('\0\0\0\x18ftypavif')],
	['audio/wav', latin1('RIFF\x10\0\0\0WAVEfmt ')],
	['audio/mp4', latin1('\0\0\0\x18ftypM4A ')],
	['audio/mpeg', latin1('ID3\x04\0')],
	['video/mp4', latin1('\0\0\0\x18ftypisom')],
	['video/quicktime', latin1('\0\0\0\x14ftypqt  ')],
	['video/webm', Buffer.concat([hex('1a45dfa3'), latin1('\x9f\x42\x82\x84webm')])],
	['video/x-matroska', Buffer.concat([hex('1a45dfa3'), latin1('\x9f\x42\x82\x88matroska')])],
	['application/rtf', latin1('{\\rtf1\\ansi')],
	['application/x-7z-compressed', hex('377abcaf271c')],
	['application/vnd.rar', latin1('Rar!\x1a\x07\x01\0')],
	['application/gzip', hex('1f8b0800')],
	['application/x-tar', Buffer.concat([Buffer.alloc(257), latin1('ustar\0')])],
	['application/zip', entry('a.txt', 'hello')],
	['application/zip', hex('504b0506 00000000')],
	[
		'application/epub+zip',
		Buffer.concat([entry('mimetype', 'application/epub+zip'), entry('META-INF/')]),
	],
	[
		'application/vnd.oasis.opendocument.text',
		Buffer.concat([entry('mimetype', 'application/vnd.oasis.opendocument.text'), entry('x')]),
	],
	[`${OFFICE}.wordprocessingml.document`, office('word/document.xml')],
	[`${OFFICE}.spreadsheetml.sheet`, office('xl/workbook.xml')],
	[`${OFFICE}.presentationml.presentation`, office('ppt/presentation.xml')],
	['application/java-archive', Buffer.concat([entry('META-INF/'), entry('META-INF/MANIFEST.MF')])],
	['image/svg+xml', Buffer.from('<?xml version="1.0"?>\n<!-- a > b --><svg xmlns="x">')],
	['image/svg+xml', Buffer.from('<!DOCTYPE svg PUBLIC "x"><svg>')],
	['text/html', Buffer.from('<!-- a --><!-- b -->\n<!doctype html>')],
	['text/html', Buffer.from('<?xml version="1.0"?><html xmlns="x">')],
	['text/html', Buffer.from('\uFEFF<html>')],
	['text/html', Buffer.from('\uFEFF<html><title>x</title>', 'utf16le')],
	['application/xml', Buffer.from('<?xml version="1.0"?><Error/>')],
	['application/xml', Buffer.from('<soap:Envelope xmlns="x">')],
	['application/json', Buffer.from(' {"a": 1}')],
	['application/json', Buffer.from('[]')],
	['text/plain', Buffer.from('Grüße an {"alle"}')],
	['text/plain', latin1('Gr\xfc\xdfe')],
	['text/plain', Buffer.from('[Draft] a < b')],
	['text/plain', Buffer.from('BZhang, MZ, BM and ID3')],
	['text/plain', Buffer.from('\uFEFFa', 'utf16le')],
	['application/octet-stream', hex('00010203')],
	['application/octet-stream', latin1('RIFF\x10\0\0\0ACON')],
])('%s is told by its first bytes', (type, head) => {
	expect(typeOfBytes(head)).toBe(type);
});

it('tells a PDF that a library wrote', async () => {
	const document = await PDFDocument.create();
	document.addPage();
	expect(typeOfBytes(Buffer.from(await document.save()))).toBe('application/pdf');
});

it('does not take long over bytes that are made to', () => {
	const start = Date.now();
	for (const piece of [
		'<!---->',
		'<!--',
		'<?xml',
		'PK\x03\x04',
		'"message":"\\',
		'<title',
		'<!doctype ',
	]) {
		typeOfBytes(Buffer.from(piece.repeat(4096 / piece.length)));
	}
	expect(Date.now() - start).toBeLessThan(1_000);
});
