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

	it('says that there is no file where one is needed', async () => {
		const uploading = call('document', 'upload', {
			attachTo: 'none',
			binaryPropertyName: 'data',
			options: {},
		});

		await expect(uploading).rejects.toThrow(
			"Nothing was sent: no file was found in 'data' of the incoming item. The item has no files: connect a node that outputs one, or use an expression that returns a file from an earlier node",
		);
	});
});
