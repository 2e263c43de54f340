import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { TestItem } from './engine';
import { byId, startBed, type Bed } from './support/bed';

const folder = join(__dirname, '../examples');
const RELEASE = 'kelviq-release.json';
const examples = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== RELEASE);

const PACKAGE = 'n8n-nodes-karmacheck-kelviq.';

const PLAN = 'icon-pack-single';

const MIME_TYPES: Record<string, string> = { pdf: 'application/pdf', png: 'image/png' };

describe('the example workflows', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	it.each(examples)('%s does what its nodes say, one after the other', async (name) => {
		const { nodes } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { nodes: INode[] };
		const reader = nodes.find(({ type }) => type === 'n8n-nodes-base.readWriteFile');
		const subjects = nodes.filter(({ type }) => type.startsWith(PACKAGE));
		const fileName = basename(String(reader?.parameters.fileSelector));
		const bytes = readFileSync(join(folder, 'files', fileName));
		const mimeType = MIME_TYPES[fileName.split('.').pop() ?? ''];

		let items: TestItem[] = [{ files: { data: { bytes, fileName, mimeType } } }];
		const outputs: IDataObject[] = [];
		for (const { type, parameters } of subjects) {
			const result = await bed.engine.run({
				node: type.slice(PACKAGE.length) as 'karmaCheck' | 'kelviq',
				parameters: adapted(parameters),
				credentials: { karmaCheckApi: bed.karmaCheckApi(), kelviqApi: bed.kelviqApi() },
				items,
			});
			expect(result.error).toBeUndefined();
			items = result.items.map(({ json }) => ({ json }));
			outputs.push(...items.map(({ json }) => json ?? {}));
		}

		const { fileKey } = outputs.find((output) => output.fileKey)!;
		const bucket = name.startsWith('karmacheck') ? bed.karmaCheck.bucket : bed.kelviq.bucket;
		const stored = await bed.storage.read(bucket, String(fileKey));
		expect(stored.equals(bytes)).toBe(true);
	});

	it(`${RELEASE}, run twice, leaves one copy of everything`, async () => {
		const { nodes } = JSON.parse(readFileSync(join(folder, RELEASE), 'utf8')) as { nodes: INode[] };
		const run = async (name: string, fileName: string, mimeType: string) => {
			const { parameters } = nodes.find((node) => node.name === name)!;
			const bytes = readFileSync(join(folder, 'files', fileName));
			return await bed.engine.run({
				node: 'kelviq',
				parameters: adapted(parameters),
				credentials: { kelviqApi: bed.kelviqApi() },
				items: [{ files: { data: { bytes, fileName, mimeType } } }],
			});
		};
		for (let time = 1; time <= 2; time += 1) {
			const image = await run('Put image on product', 'product-image.png', 'image/png');
			const build = await run('Put build on plan', 'pro-suite-1.1.zip', 'application/zip');
			expect([image.error, build.error]).toEqual([undefined, undefined]);
			expect(build.items[0]?.json.published).toBe(true);
		}

		const names = bed.kelviq.products[0]?.images.map((image) => image.name);
		expect(names).toEqual(['product-image.png']);
		const published = bed.kelviq.plan(PLAN)?.versions.findLast(({ isLatest }) => isLatest);
		expect(published?.files.map((file) => file.name)).toEqual(['pro-suite-1.1.zip']);
	});

	/** The ids in the examples are placeholders. */
	function adapted(parameters: INodeParameters): INodeParameters {
		const { caseIds, packages } = bed.karmaCheck;
		return {
			...parameters,
			...(parameters.caseId ? { caseId: byId(caseIds[0] ?? '') } : {}),
			...(parameters.packageId ? { packageId: byId(packages[0]?.id ?? '') } : {}),
			...(parameters.productId ? { productId: byId(bed.kelviq.products[0]?.id ?? '') } : {}),
			...(parameters.planIdentifier ? { planIdentifier: byId(PLAN) } : {}),
		};
	}
});
