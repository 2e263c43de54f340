import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBed, type Bed } from '../support/bed';
import { growthOf, largeFile } from './growth';

const MIB = 1024 ** 2;
const ITEMS = 20;
const SIZE = 16 * MIB;

describe('memory while 20 files of 16 MiB are uploaded at a time', () => {
	let bed: Bed;
	let folder: string;

	beforeAll(async () => {
		bed = await startBed();
		folder = await mkdtemp(join(tmpdir(), 'large-files-'));
	});

	afterAll(async () => {
		await rm(folder, { recursive: true, force: true });
		await bed.close();
	});

	it('grows by at most 64 MiB, a fifth of what they hold', async () => {
		const grown = await growthOf({
			path: await largeFile(folder, SIZE),
			items: ITEMS,
			node: 'kelviq',
			mimeType: 'application/zip',
			credentials: { kelviqApi: bed.kelviqApi() },
			parameters: {
				resource: 'media',
				operation: 'upload',
				binaryPropertyName: 'data',
				options: { concurrency: ITEMS },
			},
		});

		const keys = [...bed.kelviq.minted.keys()].slice(-ITEMS);
		const stored = await Promise.all(
			keys.map(async (key) => await bed.storage.stat(bed.kelviq.bucket, key)),
		);
		expect(stored.map((object) => object?.size)).toEqual(keys.map(() => SIZE));
		expect(grown).toBeLessThanOrEqual(64 * MIB);
	}, 120_000);
});
