import { pdf, png, startBed, type Bed } from '../../../support/bed';

describe.each(['default', 'filesystem'] as const)('document / upload, types in %s mode', (mode) => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed(mode);
	});

	afterAll(async () => {
		await bed.close();
		expect(bed.karmaCheck.violations).toEqual([]);
	});

	beforeEach(() => {
		bed.karmaCheck.requests.length = 0;
		bed.karmaCheck.records.length = 0;
		bed.storage.requests.length = 0;
	});

	const upload = async (about: object, options = {}) =>
		await bed.uploadDocument({
			items: [{ files: { data: { ...pdf(), ...about } } }],
			parameters: { options },
		});

	it.each([
		['offer.pdf', 'application/octet-stream', 'application/pdf', 'offer.pdf'],
		['offer.pdf', 'binary/octet-stream', 'application/pdf', 'offer.pdf'],
		['offer.pdf', 'application/force-download', 'application/pdf', 'offer.pdf'],
		['offer.pdf', 'application/x-pdf', 'application/pdf', 'offer.pdf'],
		['offer.pdf', '', 'application/pdf', 'offer.pdf'],
		['offer.pdf', 'application/pdf; name="März.pdf"', 'application/pdf', 'offer.pdf'],
		['combined', 'application/pdf', 'application/pdf', 'combined.pdf'],
		['contract', 'text/plain', 'application/pdf', 'contract.pdf'],
		['NDA.signed', 'text/plain', 'application/pdf', 'NDA.signed'],
		['offer.pdf', 'APPLICATION/PDF', 'application/pdf', 'offer.pdf'],
		['a.jpg', 'image/jpg', 'image/jpeg', 'a.jpg'],
		['a.png', 'image/x-png', 'image/png', 'a.png'],
		['a.tif', 'image/tif', 'image/tiff', 'a.tif'],
		['a.rtf', 'text/rtf', 'application/rtf', 'a.rtf'],
		['a.zip', 'application/x-zip-compressed', 'application/zip', 'a.zip'],
		['a.csv', 'application/csv', 'text/csv', 'a.csv'],
	])(
		'%s of type %j is stored as %s and recorded as %s',
		async (fileName, type, mimeType, named) => {
			const { items, error } = await upload({ fileName, mimeType: type });

			expect(error).toBeUndefined();
			expect(items[0]?.json).toMatchObject({ fileName: named, mimeType });
			const [record] = bed.karmaCheck.records;
			expect(record).toMatchObject({ originalFileName: named });
			const { contentType } = (await bed.storage.stat(bed.karmaCheck.bucket, record!.fileKey))!;
			expect(contentType).toBe(mimeType);
			const stored = await bed.storage.read(bed.karmaCheck.bucket, record!.fileKey);
			expect(stored.toString()).toMatch(/^%PDF/);
			expect(bed.karmaCheck.callsTo('POST /document/secure/upload')).toHaveLength(1);
		},
	);

	it.each([
		['={{ $json.name }}.pdf', 'file.pdf'],
		['=offer.pdf.{{ $json.type }}', 'offer.pdf'],
	])('calls a file by what is there of the name %s', async (fileName, named) => {
		const { items, error } = await upload({ mimeType: '' }, { fileName });

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ fileName: named, mimeType: 'application/pdf' });
	});

	it('records no web page that claims to be a PDF, and stores none of it', async () => {
		const bytes = Buffer.from('<!doctype html><title>Sign in</title>');
		const { error } = await upload({ bytes });

		expect(error?.message).toContain(
			"'disclosure.pdf' is of type application/pdf, but contains a web page, 'Sign in'. Check the node that downloads it",
		);
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.storage.requests).toEqual([]);
		expect(bed.karmaCheck.records).toEqual([]);
	});

	it.each(['application/octet-stream', 'image/png'])(
		"gives no PNG of type %s the type of the PDF beside it, which 'MIME Type' names",
		async (mimeType) => {
			const files = { a: pdf('a', 'a.pdf'), b: { ...png('b', 'b.png'), mimeType } };
			const { error } = await bed.uploadDocument({
				items: [{ files }],
				parameters: { binaryPropertyName: '*', options: { mimeType: 'application/pdf' } },
			});

			expect(error?.message).toContain(
				"'MIME Type' in Options is application/pdf, but the item has a file of type image/png. Remove it",
			);
			expect(bed.storage.requests).toEqual([]);
		},
	);

	it('skips a file that is there under the name that its type gives it', async () => {
		const untold = { fileName: 'twice', mimeType: 'text/plain' };
		const options = { existingDocuments: 'skipSameName' };
		await upload(untold, options);
		const { items, error } = await upload(untold, options);

		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ fileName: 'twice.pdf', existing: true });
		expect(bed.karmaCheck.records).toHaveLength(1);
	});

	it('sends files of known and of unknown types in their order', async () => {
		const untold = (content: string) => ({ ...pdf(content, content), mimeType: 'text/plain' });
		const files = { a: untold('a'), b: pdf('b', 'b.pdf'), c: untold('c') };
		const { items, error } = await bed.uploadDocument({
			items: [{ files }],
			parameters: { binaryPropertyName: 'a,b,c', options: { concurrency: 1 } },
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.fileName)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
		for (const { json } of items) {
			const stored = await bed.storage.read(bed.karmaCheck.bucket, String(json.fileKey));
			expect(`${stored.toString().slice(-1)}.pdf`).toBe(json.fileName);
		}
	});

	it('says which files are stored when one of an unknown type is not accepted', async () => {
		const wrong = { bytes: Buffer.from([1, 2, 3]), fileName: 'b', mimeType: '' };
		const { error } = await bed.uploadDocument({
			items: [{ files: { a: pdf('a', 'a.pdf'), b: wrong } }],
			parameters: { binaryPropertyName: 'a,b' },
		});

		const words = "'b' is of type application/octet-stream, which KarmaCheck does not accept";
		const before = mode === 'default' ? 'Nothing was sent' : '1 of 2 files were stored.';
		expect(error?.message).toMatch(new RegExp(`^${before}.? ${words}`));
		expect(error?.context).toMatchObject({ step: 'input' });
		expect(bed.karmaCheck.records).toEqual([]);
	});
});
