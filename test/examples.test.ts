import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { byId, startBed, type Bed } from './support/bed';

const folder = join(__dirname, '../examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.json'));

const MIME_TYPES: Record<string, string> = { pdf: 'application/pdf', png: 'image/png' };

describe('the example workflows', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	it.each(examples)('%s stores the file that it reads', async (name) => {
		const { nodes } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { nodes: INode[] };
		const reader = nodes.find(({ type }) => type === 'n8n-nodes-base.readWriteFile');
		const subject = nodes.find(({ type }) => type.startsWith('n8n-nodes-karmacheck-kelviq.'));
		const fileName = basename(String(reader?.parameters.fileSelector));
		const bytes = readFileSync(join(folder, 'files', fileName));
		const mimeType = MIME_TYPES[fileName.split('.').pop() ?? ''];
		const trial = {
			items: [{ files: { data: { bytes, fileName, mimeType } } }],
			parameters: subject?.parameters,
		};

		const isKarmaCheck = subject?.type.endsWith('.karmaCheck');
		const { items, error } = isKarmaCheck
			? await bed.uploadDocument({
					...trial,
					parameters: { ...trial.parameters, caseId: byId(bed.karmaCheck.caseIds[0] ?? '') },
				})
			: await bed.uploadMedia(trial);

		expect(error).toBeUndefined();
		const bucket = isKarmaCheck ? bed.karmaCheck.bucket : bed.kelviq.bucket;
		const stored = await bed.storage.read(bucket, String(items[0]?.json.fileKey));
		expect(stored.equals(bytes)).toBe(true);
	});
});
