import axios from 'axios';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Execution, NodeRun } from '../../tools/n8n/client';
import { verifyKarmaCheck, verifyKelviq } from '../../tools/demo/verify';
import { verifyDocuments, verifyImages } from '../../tools/demo/verifyFiles';
import { EXAMPLES } from '../../tools/demo/workflows';
import { freshEmulators } from '../../tools/emulators/testSupport';

const file = 'product-image.png';
const mimeType = 'image/png';
const fileKey = 'key-1';

const emulators = freshEmulators();
let bytes: Buffer;
beforeEach(async () => {
	bytes = await readFile(join(EXAMPLES, 'files', file));
});

const reported = (run: NodeRun): Execution => ({
	id: '1',
	status: 'success',
	runs: new Map([['Upload', run]]),
});
const output = (more: { [key: string]: string } = {}): Execution =>
	reported({
		startTime: 0,
		executionTime: 1,
		items: [{ json: { fileKey, mimeType, fileSize: bytes.length, ...more } }],
	});
const store = async (bucket: string, body: Buffer): Promise<void> => {
	const url = await emulators.storage.presignPut({ bucket, key: fileKey, contentType: mimeType });
	await axios.put(url, body, { headers: { 'Content-Type': mimeType } });
};
const kelviqDeviations = async (run: Execution): Promise<string[]> =>
	await verifyKelviq(run, { node: 'Upload', file }, emulators);

describe("the demo's check of what arrived at Kelviq", () => {
	beforeEach(() => {
		emulators.kelviq.minted.set(fileKey, { fileKey, fileName: file, fileType: mimeType });
	});

	it('finds nothing to object to when the same bytes are stored', async () => {
		await store(emulators.kelviq.bucket, bytes);
		expect(await kelviqDeviations(output())).toEqual([]);
	});

	it('objects when one byte of the stored file differs', async () => {
		const changed = Buffer.from(bytes);
		changed[1000] = (changed[1000] ?? 0) ^ 1;
		await store(emulators.kelviq.bucket, changed);
		expect(await kelviqDeviations(output())).toEqual(['other bytes are stored']);
	});

	it('objects when nothing is stored, whatever the node reports', async () => {
		expect(await kelviqDeviations(output())).toContain(`nothing is stored as ${fileKey}`);
	});

	it('objects when the vendor emulator has recorded a violation of its API description', async () => {
		await store(emulators.kelviq.bucket, bytes);
		emulators.kelviq.violations.push('a violation');
		expect(await kelviqDeviations(output())).toEqual(['a violation']);
	});
});

describe("the demo's check of what arrived at KarmaCheck", () => {
	const deviations = async (): Promise<string[]> => {
		const run = output({ secureDocumentId: 'doc-1' });
		const sent = { node: 'Upload', file, caseId: 'case-1' };
		return await verifyKarmaCheck(run, sent, emulators);
	};
	const record = (caseId: string | null): void => {
		emulators.karmaCheck.records.push({
			id: 'doc-1',
			fileKey,
			originalFileName: file,
			documentTypeId: 'candidate-disclosures-and-authorizations',
			caseId,
			title: null,
			description: null,
			fileFormat: null,
		});
	};
	beforeEach(() => store(emulators.karmaCheck.bucket, bytes));

	it('finds nothing to object to when the record is on the case', async () => {
		record('case-1');
		expect(await deviations()).toEqual([]);
	});

	it('objects when the record is on no case', async () => {
		record(null);
		expect(await deviations()).toEqual(['the record is not on the case']);
	});

	it('objects when the document was recorded twice', async () => {
		record('case-1');
		record('case-1');
		expect(await deviations()).toEqual(['2 records of the file']);
	});

	it('finds nothing to object to when a case holds what it should, once', async () => {
		record('case-1');
		const deviations = await verifyDocuments('case-1', [{ name: file, bytes }], emulators);
		expect(deviations).toEqual([]);
	});

	it('objects to a second copy, to a file that is missing, and to one that should not be there', async () => {
		record('case-1');
		record('case-1');
		const check = async (name: string) =>
			await verifyDocuments('case-1', [{ name, bytes }], emulators);
		expect(await check(file)).toEqual([`2 copies of ${file}`]);
		expect(await check('other.pdf')).toEqual([
			'0 copies of other.pdf',
			...[1, 2].map(() => `${file} should not be there`),
		]);
	});

	it('objects to other bytes under the right name', async () => {
		record('case-1');
		const expected = [{ name: file, bytes: Buffer.from('other') }];
		const deviations = await verifyDocuments('case-1', expected, emulators);
		expect(deviations).toEqual([`other bytes in ${file}`]);
	});
});

describe("the demo's check of a product's images", () => {
	it('objects to an image that is not there', async () => {
		const { id } = emulators.kelviq.products[0]!;
		const deviations = await verifyImages(id, [{ name: file, bytes }], emulators);
		expect(deviations).toEqual([`0 copies of ${file}`]);
	});
});
