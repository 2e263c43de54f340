import { png, startBed, type Bed } from '../../../support/bed';

describe.each(['default', 'filesystem'] as const)('media / upload, types in %s mode', (mode) => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed(mode);
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	const upload = async (about: object) =>
		await bed.uploadMedia({ items: [{ files: { data: { ...png(), ...about } } }] });
	const PDF = Buffer.from('%PDF-1.7');

	it.each([
		['g.pdf', 'application/octet-stream', PDF, 'g.pdf', 'application/pdf'],
		['g.pdf', 'APPLICATION/PDF', PDF, 'g.pdf', 'application/pdf'],
		['g.pdf', '', PDF, 'g.pdf', 'application/pdf'],
		['g.pdf', 'application/pdf; name="März.pdf"', PDF, 'g.pdf', 'application/pdf'],
		['g.jpg', 'image/jpg', PDF, 'g.jpg', 'image/jpeg'],
		['g.rtf', 'text/rtf', PDF, 'g.rtf', 'text/rtf'],
		['g.zip', 'application/x-zip-compressed', PDF, 'g.zip', 'application/zip'],
		['combined', 'application/pdf', PDF, 'combined.pdf', 'application/pdf'],
		['g', 'text/plain', PDF, 'g.pdf', 'application/pdf'],
		['setup', 'binary/octet-stream', Buffer.from([0, 1, 2]), 'setup', 'application/octet-stream'],
		['Signed%20NDA.pdf', 'application/pdf', PDF, 'Signed NDA.pdf', 'application/pdf'],
		['R%C3%A9sum%C3%A9.pdf', 'application/pdf', PDF, 'Résumé.pdf', 'application/pdf'],
		['😀 דוח\u200f.pdf', 'application/pdf', PDF, '😀 דוח\u200f.pdf', 'application/pdf'],
		['exe.\u202efdp.pdf', 'application/pdf', PDF, 'exe.fdp.pdf', 'application/pdf'],
		['...', 'application/pdf', PDF, 'file.pdf', 'application/pdf'],
		[
			'report ${filename}.pdf',
			'application/pdf',
			PDF,
			'report $_{filename}.pdf',
			'application/pdf',
		],
	])('%s of type %s is uploaded as %s, %s', async (fileName, type, bytes, named, mimeType) => {
		const { items, error } = await upload({ fileName, mimeType: type, bytes });

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ fileName: named, mimeType });
		const fileKey = String(items[0]?.json.fileKey);
		expect(fileKey.endsWith(`/${named}`)).toBe(true);
		expect((await bed.storage.stat(bed.kelviq.bucket, fileKey))!.contentType).toBe(mimeType);
		expect((await bed.storage.read(bed.kelviq.bucket, fileKey)).equals(bytes)).toBe(true);
	});

	it('keeps two names of 206 characters apart that differ at their ends', async () => {
		const names = ['1', '2'].map((end) => `${'a'.repeat(201)}${end}.png`);
		const { items } = await bed.uploadMedia({
			items: names.map((name) => ({ files: { data: png('x', name) } })),
		});

		expect(new Set(items.map(({ json }) => json.fileName)).size).toBe(2);
	});

	it('sends no byte of JSON that claims to be an image', async () => {
		bed.storage.requests.length = 0;
		const { error } = await upload({ bytes: Buffer.from('{"message":"Not found"}') });

		expect(error?.message).toContain(
			"'product.png' is of type image/png, but contains JSON, 'Not found'",
		);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.storage.requests).toEqual([]);
	});

	it('takes a type and a name for a form as it takes those of a file', async () => {
		const run = async (mimeType: string) =>
			await bed.kelviqRun('media', 'createUploadUrl', {
				parameters: { fileName: 'Signed%20NDA', mimeType },
			});
		const { items } = await run('Application/X-PDF; q=1');

		const { fileKey, fields } = items[0]!.json as { fileKey: string; fields: object };
		expect(fileKey).toMatch(/\/Signed NDA\.pdf$/);
		expect(fields).toMatchObject({ 'Content-Type': 'application/pdf' });
		expect((await run('pdf')).error?.message).toContain("'pdf' in 'MIME Type' is not a MIME type");
	});
});
