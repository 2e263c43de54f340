import { byId, startBed, type Bed } from '../../support/bed';

describe("KarmaCheck as an AI agent's tool", () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	const call = async (resource: string, operation: string, parameters: object) =>
		await bed.engine.runAsTool({
			node: 'karmaCheck',
			credentials: { karmaCheckApi: bed.karmaCheckApi() },
			parameters: { resource, operation, ...parameters },
		});

	it('lists cases', async () => {
		const items = await call('case', 'getAll', { limit: 2 });

		expect(items).toHaveLength(2);
	});

	it('attaches a file that is stored already', async () => {
		const uploaded = await bed.uploadDocument({
			parameters: { attachTo: 'none', caseId: byId('') },
		});
		const caseId = bed.karmaCheck.caseIds[0]!;
		const [item] = await call('document', 'createRecord', {
			fileKey: uploaded.items[0]?.json.fileKey,
			fileName: 'disclosure.pdf',
			attachTo: 'case',
			caseId: byId(caseId),
		});

		expect(item?.json).toMatchObject({ secureDocumentId: expect.any(String), caseId });
	});

	const uploading = async (binaryPropertyName: unknown) =>
		await call('document', 'upload', { attachTo: 'none', binaryPropertyName, options: {} });

	it.each(['data', '*'])('says by %j that there is no file where one is needed', async (name) => {
		await expect(uploading(name)).rejects.toThrow(
			`Nothing was sent: no file was found in '${name}' of the incoming item. An AI agent passes no files to its tools: use an expression that returns a file from an earlier node, e.g. {{ $('Form').first().binary.consent }}`,
		);
	});

	it('uploads a file that an expression returned', async () => {
		const data = Buffer.from('%PDF-1.7 of an agent').toString('base64');
		const [item] = await uploading({ data, mimeType: 'application/pdf', fileName: 'a.pdf' });

		const { fileKey } = item!.json;
		const stored = await bed.storage.read(bed.karmaCheck.bucket, String(fileKey));
		expect(String(stored)).toBe('%PDF-1.7 of an agent');
	});
});
