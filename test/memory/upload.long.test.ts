import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBed, byId, type Bed } from '../support/bed';
import { growthOf, largeFile } from './growth';

const MIB = 1024 ** 2;
const SIZE = 512 * MIB;
const MOST_GROWTH = 64 * MIB;

describe('memory while a file of 512 MiB is uploaded', () => {
	let bed: Bed;
	let folder: string;
	let path: string;

	beforeAll(async () => {
		bed = await startBed();
		folder = await mkdtemp(join(tmpdir(), 'large-file-'));
		path = await largeFile(folder, SIZE);
	});

	afterAll(async () => {
		await rm(folder, { recursive: true, force: true });
		await bed.close();
	});

	const growth = async (task: object) => await growthOf({ path, ...task });

	it('grows by at most 64 MiB with a presigned PUT', async () => {
		const grown = await growth({
			node: 'karmaCheck',
			mimeType: 'application/pdf',
			credentials: { karmaCheckApi: bed.karmaCheckApi() },
			parameters: {
				resource: 'document',
				operation: 'upload',
				attachTo: 'case',
				caseId: byId(bed.karmaCheck.caseIds[0] ?? ''),
				binaryPropertyName: 'data',
			},
		});

		const { fileKey } = bed.karmaCheck.records.at(-1)!;
		expect((await bed.storage.stat(bed.karmaCheck.bucket, fileKey))?.size).toBe(SIZE);
		expect(grown).toBeLessThanOrEqual(MOST_GROWTH);
	}, 120_000);

	it('grows by at most 64 MiB with a presigned POST form', async () => {
		const grown = await growth({
			node: 'kelviq',
			mimeType: 'application/zip',
			credentials: { kelviqApi: bed.kelviqApi() },
			parameters: { resource: 'media', operation: 'upload', binaryPropertyName: 'data' },
		});

		const fileKey = [...bed.kelviq.minted.keys()].at(-1) ?? '';
		expect((await bed.storage.stat(bed.kelviq.bucket, fileKey))?.size).toBe(SIZE);
		expect(grown).toBeLessThanOrEqual(MOST_GROWTH);
	}, 120_000);
});
