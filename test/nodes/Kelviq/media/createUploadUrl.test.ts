import { startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';

describe('media / createUploadUrl', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.kelviq.violations).toEqual([]);
	});

	const run = async (fileName: string, mimeType = 'image/png') =>
		await bed.kelviqRun('media', 'createUploadUrl', { parameters: { fileName, mimeType } });

	it.each(['v2', 'v4'] as const)(
		'gives a form that stores a file from anywhere (Signature %s)',
		async (signatureVersion) => {
			bed.kelviq.signatureVersion = signatureVersion;
			const before = Date.now();
			const { items, error } = await run('../hero.png');
			bed.kelviq.signatureVersion = 'v2';

			expect(error).toBeUndefined();
			const { url, fields, fileKey, expiresAt } = items[0]!.json as {
				url: string;
				fields: Record<string, string>;
				fileKey: string;
				expiresAt: string;
			};
			expect(Object.keys(items[0]!.json)).toEqual(['url', 'fields', 'fileKey', 'expiresAt']);
			expect(fileKey).toMatch(/^tmp\/[\w-]+\/hero\.png$/);
			expect(expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
			const life = Date.parse(expiresAt) - before;
			expect(life).toBeGreaterThan(3500_000);
			expect(life).toBeLessThan(3700_000);

			const form = new FormData();
			for (const [name, value] of Object.entries(fields)) form.append(name, value);
			form.append('file', new Blob(['pixels']), 'hero.png');
			expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
			expect((await bed.storage.read(bed.kelviq.bucket, fileKey)).toString()).toBe('pixels');
		},
	);

	it('says what is missing before it asks', async () => {
		bed.kelviq.requests.length = 0;
		const { error } = await run('={{ "" }}');

		expect(error?.message).toContain("'File Name' is empty");
		expect(bed.kelviq.requests).toEqual([]);
	});

	it('shows what Kelviq says', async () => {
		bed.kelviq.script('POST /media/', {
			status: 500,
			body: 'Could not generate upload URL.',
			times: Infinity,
		});
		await setPace(10);
		const { error } = await run('a.png');
		await setPace(1000);

		expect(error?.message).toContain('500 “Could not generate upload URL.”');
		expect(error?.context).toMatchObject({ step: 'mint' });
	});
});
