import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { TestItem } from './engine';
import { byId, startBed, type Bed } from './support/bed';
import { PACKAGE } from './support/manifest';

const folder = join(__dirname, '../examples');
const READER = 'n8n-nodes-base.readWriteFile';

const isReader = ({ type, parameters }: INode) => type === READER && 'fileSelector' in parameters;
/** Those that read a file from disk; the others run in a real n8n, from the event to the end. */
const examples = readdirSync(folder).filter(
	(name) => name.endsWith('.json') && nodesOf(name).some(isReader),
);

const OURS = `${PACKAGE}.`;

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
		const nodes = nodesOf(name);
		const reader = nodes.find(isReader);
		const subjects = nodes.filter(({ type }) => type.startsWith(OURS));
		const fileName = basename(String(reader?.parameters.fileSelector));
		const bytes = readFileSync(join(folder, 'files', fileName));
		const mimeType = MIME_TYPES[fileName.split('.').pop() ?? ''];

		let items: TestItem[] = [{ files: { data: { bytes, fileName, mimeType } } }];
		const outputs: IDataObject[] = [];
		for (const { type, parameters } of subjects) {
			const result = await bed.engine.run({
				node: type.slice(OURS.length),
				parameters: adapted(parameters),
				credentials: bed.credentials(),
				items,
			});
			expect(result.error).toBeUndefined();
			items = result.items.map(({ json }) => ({ json }));
			outputs.push(...items.map(({ json }) => json ?? {}));
		}

		const { fileKey } = outputs.find((output) => output.fileKey)!;
		const has = async (bucket: string) => await bed.storage.exists(bucket, String(fileKey));
		const found = await Promise.all(bed.buckets.map(has));
		const bucket = bed.buckets[found.indexOf(true)]!;
		const stored = await bed.storage.read(bucket, String(fileKey));
		expect(stored.equals(bytes)).toBe(true);
	});

	/** The ids in the examples are placeholders. */
	function adapted(parameters: INodeParameters): INodeParameters {
		const known = Object.entries(bed.ids()).filter(([name]) => parameters[name]);
		return { ...parameters, ...Object.fromEntries(known.map(([name, id]) => [name, byId(id)])) };
	}
});

function nodesOf(name: string): INode[] {
	return (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { nodes: INode[] }).nodes;
}
