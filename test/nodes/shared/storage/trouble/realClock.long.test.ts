import { setTimeout as sleep } from 'node:timers/promises';
import { slowDown } from '../../../../../tools/emulators/faultProxy';
import type { TestResult } from '../../../../engine';
import { startNetwork, type Network } from '../../../../faults/network';
import { pdfItem, startBed, type Bed } from '../../../../support/bed';
import { startFiles, type Files } from './files';

const SECOND = 1_000;
const FILE = Buffer.from('%PDF-1.7 a byte every five seconds: 210 s');

interface Timed extends TestResult {
	/** Milliseconds. */
	took: number;
}

/** What the other tests shorten, in its own time. All runs begin together, since most of it is waiting. */
describe('a storage in trouble, by real clocks', () => {
	let bed: Bed;
	let network: Network;
	let files: Files;
	let runs: Record<'silentUpload' | 'silentDownload' | 'slowDownload' | 'outage', Promise<Timed>>;

	const timed = async (run: Promise<TestResult>): Promise<Timed> => {
		const start = Date.now();
		return { ...(await run), took: Date.now() - start };
	};
	const download = (name: string) => {
		bed.karmaCheck.script('GET /document/secure/id/{id}/download/url', {
			headers: { 'content-type': 'text/html' },
			body: `${files.origin}/${name}`,
		});
		const documentId = bed.karmaCheck.systemDocuments[0]!.id;
		return bed.karmaCheckRun('document', 'download', { parameters: { documentId } });
	};
	const until = async (isTrue: () => boolean) => {
		while (!isTrue()) await sleep(5);
	};

	beforeAll(async () => {
		bed = await startBed();
		network = await startNetwork(bed, { vendor: 'karmaCheck' });
		files = await startFiles(FILE, (path) => {
			if (path !== '/slow') return () => {};
			return async (response) => {
				response.writeHead(200, { 'Content-Length': FILE.length });
				for (const byte of FILE) {
					response.write(Buffer.of(byte));
					await sleep(5 * SECOND);
				}
				response.end();
			};
		});
		bed.karmaCheck.script('POST /document/secure/upload', {
			patch: () => ({ list: [{ url: `${files.origin}/upload`, fileKey: 'key' }] }),
		});
		const silentUpload = timed(bed.uploadDocument());
		await until(() => files.paths.includes('/upload'));
		const silentDownload = timed(download('silent'));
		await until(() => files.paths.includes('/silent'));
		const slowDownload = timed(download('slow'));
		await until(() => files.paths.includes('/slow'));

		const end = Date.now() + 10 * SECOND;
		const fault = () => (Date.now() < end ? ({ kind: 'answer', ...slowDown } as const) : undefined);
		network.storage.fail({ fault, times: Infinity });
		const items = Array.from({ length: 50 }, (_, index) => pdfItem(`${index}`));
		const outage = timed(bed.uploadDocument({ items }));
		runs = { silentUpload, silentDownload, slowDownload, outage };
	});

	afterAll(async () => {
		await network.close();
		await files.close();
		await bed.close();
	});

	it('loses none of 50 items to 10 s of a busy storage', async () => {
		const { items, error, took } = await runs.outage;

		expect(error?.message).toBeUndefined();
		expect(items).toHaveLength(50);
		expect(took).toBeLessThan(60 * SECOND);
	});

	it('ends an upload that nothing comes of, long before 15 minutes', async () => {
		const { error, took } = await runs.silentUpload;

		expect(error?.message).toContain('was interrupted (ETIMEDOUT)');
		expect(took).toBeGreaterThan(120 * SECOND);
		expect(took).toBeLessThan(4 * 60 * SECOND);
	});

	it('ends a download that nothing comes of within 5 minutes', async () => {
		const { error, took } = await runs.silentDownload;

		expect(error?.message).toContain('was interrupted (ETIMEDOUT)');
		expect(took).toBeLessThan(4 * 60 * SECOND);
	});

	it('goes on with a download of a byte every five seconds', async () => {
		const { items, error, took } = await runs.slowDownload;

		expect(error?.message).toBeUndefined();
		expect((await bed.engine.bytesOf(items[0])).equals(FILE)).toBe(true);
		expect(took).toBeGreaterThan(3 * 60 * SECOND);
	});
});
