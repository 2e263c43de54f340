import busboy from 'busboy';
import fc from 'fast-check';
import FormData from 'form-data';
import { bodyOf } from '../../../../nodes/shared/storage/body';
import { cleanFileName } from '../../../../nodes/shared/storage/fileName';
import { postRequest } from '../../../../nodes/shared/storage/post';
import { storageReply } from '../../../../nodes/shared/storage/reply';
import { isWebPage } from '../../../../nodes/shared/redact';
import { bytesOf, fileOf } from './file';

const anyText = fc.string({ unit: 'binary', maxLength: 300, size: 'max' });
const wellFormed = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('a file name, whatever it was', () => {
	it('is never empty, a path, or too long, and cleaning it again changes nothing', () => {
		fc.assert(
			// A percent sign may have been encoded twice.
			fc.property(anyText, fc.constantFrom('', 'application/pdf', 'a/b'), (name, mimeType) => {
				const clean = cleanFileName(name, mimeType);
				expect(clean).not.toBe('');
				expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cs}]/u);
				expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(200);
				expect(cleanFileName(clean, mimeType)).toBe(clean);
			}),
			{ numRuns: 1_000 },
		);
	});
});

describe('a form, whatever is in it', () => {
	const fields = fc.dictionary(
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((n) => n !== '__proto__'),
		wellFormed,
		{ maxKeys: 6 },
	);
	// As browsers do, a backslash stays as it is; busboy treats one before the closing quote as an escape.
	const readable = fields.filter(
		(given) => !Object.keys(given).some((name) => name.endsWith('\\')),
	);
	const content = fc.uint8Array({ maxLength: 2_000 });

	it('has the bytes that form-data makes of it', async () => {
		await fc.assert(
			fc.asyncProperty(fields, wellFormed, content, async (given, name, bytes) => {
				const fileName = cleanFileName(name);
				const file = fileOf(Buffer.from(bytes), { fileName, mimeType: 'image/png' }, 'stream');
				const request = postRequest({ url: 'https://b.example/', fields: given }, file, 'boundary');
				const body = await bytesOf(bodyOf(await file.open(), request, file));

				const oracle = new FormData();
				oracle.setBoundary('boundary');
				for (const [field, value] of Object.entries(given)) oracle.append(field, value);
				oracle.append('file', Buffer.from(bytes), { filename: fileName, contentType: 'image/png' });
				expect(body.equals(oracle.getBuffer())).toBe(true);
				expect(request.headers['Content-Length']).toBe(String(body.length));
			}),
			{ numRuns: 200 },
		);
	});

	it('is parsed back into the same fields and file', async () => {
		await fc.assert(
			fc.asyncProperty(readable, content, async (given, bytes) => {
				const file = fileOf(Buffer.from(bytes), { fileName: 'a.png', mimeType: 'image/png' });
				const request = postRequest({ url: 'https://b.example/', fields: given }, file);
				const body = await bytesOf(bodyOf(await file.open(), request, file));
				const parsed = await parse(request.headers['Content-Type'], body);

				expect(parsed.bytes.equals(Buffer.from(bytes))).toBe(true);
				expect(parsed.values).toEqual(Object.values(given));
			}),
			{ numRuns: 200 },
		);
	});
});

async function parse(type: string, body: Buffer): Promise<{ values: string[]; bytes: Buffer }> {
	const parser = busboy({ headers: { 'content-type': type } });
	const values: string[] = [];
	const chunks: Buffer[] = [];
	parser.on('field', (_name, value) => values.push(value));
	parser.on('file', (_name, stream) => stream.on('data', (chunk: Buffer) => chunks.push(chunk)));
	const closed = new Promise((resolve, reject) =>
		parser.once('close', resolve).once('error', reject),
	);
	parser.end(body);
	await closed;
	return { values, bytes: Buffer.concat(chunks) };
}

describe("the storage's response, whatever it is", () => {
	const escaped = (text: string) =>
		text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

	it('never breaks the reader', () => {
		fc.assert(
			fc.property(fc.integer({ min: 300, max: 599 }), anyText, (status, body) => {
				const facts = { vendor: 'Vendor', fileSize: 1 };
				const { reason, remedy } = storageReply(status, body, facts);
				expect(typeof reason).toBe('string');
				expect(remedy).not.toBe('');
			}),
			{ numRuns: 500 },
		);
	});

	it('gives back its own words unescaped, and none of its signature', () => {
		// Words that begin with a tag are shown without it.
		const isWords = (text: string) => text !== '' && !isWebPage(text);
		const words = fc.stringMatching(/^[A-Za-z"'<>&; ]{1,40}$/).map((text) => text.trim());
		fc.assert(
			fc.property(words.filter(isWords), (message) => {
				const body = `<Error><Code>AccessDenied</Code><Message>${escaped(message)}</Message><SignatureProvided>s3cret</SignatureProvided></Error>`;
				const { reason } = storageReply(403, body, { vendor: 'Vendor' });
				expect(reason).not.toContain('s3cret');
				expect(reason.replace(/\s+/g, ' ')).toContain(`“${message.replace(/\s+/g, ' ')}”`);
			}),
			{ numRuns: 300 },
		);
	});
});
