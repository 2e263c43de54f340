import { startBed, type Bed } from '../../../support/bed';

describe('files made by hand', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	const base64 = Buffer.from('%PDF-1.7 by hand').toString('base64');

	it.each([
		['in a field', { binary: { data: { data: `data:application/pdf;base64,${base64}` } } }, 'data'],
		[
			'in the json, by an expression',
			{ json: { file: { data: `data:application/pdf;base64,${base64}` } } },
			'={{ $json.file }}',
		],
	])('are stored as what they are: a data URI %s', async (_where, item, binaryPropertyName) => {
		const parameters = { binaryPropertyName };
		const { items, error } = await bed.uploadDocument({ items: [item], parameters });
		expect(error).toBeUndefined();
		const { fileKey, mimeType } = items[0]!.json;
		expect(mimeType).toBe('application/pdf');
		const bytes = await bed.storage.read(bed.karmaCheck.bucket, String(fileKey));
		expect(String(bytes)).toBe('%PDF-1.7 by hand');
	});

	it.each([
		[{ data: 'Hello, world!', mimeType: 'text/plain' }, 'is not base64'],
		[{ data: [base64], mimeType: 'application/pdf' }, 'is not text'],
		[{ mimeType: 'application/pdf' }, 'has no content'],
		[{ data: base64, mimeType: 5 }, "the 'mimeType' of the file in 'data' is not text"],
		[{ data: base64, fileName: 2024 }, "the 'fileName' of the file in 'data' is not text"],
	])('are refused before anything is sent when they are like %j', async (data, words) => {
		bed.karmaCheck.requests.length = 0;
		const { error, saved } = await bed.uploadDocument({ items: [{ binary: { data } }] });
		expect(error?.message).toContain(words);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(saved).not.toMatch(/TypeError|Cannot read|is not a function/);
		expect(bed.karmaCheck.requests).toEqual([]);
	});

	it('do not get into the message as the name of a field, however large they are', async () => {
		const file = Buffer.alloc(300_000, 'signed').toString('base64');
		const { error } = await bed.uploadDocument({
			items: [{ json: { file } }],
			parameters: { binaryPropertyName: '={{ $json.file }}' },
		});
		expect(error?.message).toContain(`no file was found in '${file.slice(0, 60)}…'`);
		expect(error?.message.length).toBeLessThan(300);
	});
});
