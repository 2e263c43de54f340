import { startBed, type Bed } from '../../../support/bed';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html */
describe('a form whose file the storage says to have', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterEach(async () => {
		await bed.reset();
	});

	afterAll(async () => {
		await bed.close();
	});

	const status = (success_action_status: string) => ({ success_action_status });
	const redirect = { success_action_redirect: 'https://example.com/done' };
	const fields: Array<[status: number, formFields: Record<string, string>]> = [
		[204, {}],
		[200, status('200')],
		[201, status('201')],
		[303, redirect],
	];
	const cases = fields.flatMap(([expected, formFields]) =>
		[true, false].flatMap((etags) =>
			(['v2', 'v4'] as const).map((version) => [expected, etags, version, formFields] as const),
		),
	);

	it.each(cases)(
		'with %d is uploaded (ETag: %s, signature %s)',
		async (expected, etags, version, formFields) => {
			bed.storage.formEtags = etags;
			Object.assign(bed.kelviq, { signatureVersion: version, formFields });
			const { items, error } = await bed.uploadMedia();

			expect(error?.message).toBeUndefined();
			expect(bed.storage.requests.map((request) => request.status)).toEqual([expected]);
			const fileKey = String(items[0]?.json.fileKey);
			expect(await bed.storage.exists(bed.kelviq.bucket, fileKey)).toBe(true);
		},
	);
});
