import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { startBed, type Bed } from '../../../../support/bed';
import { startFiles, type Files, type Reply } from './files';

const MIB = 1024 ** 2;
/** 64 MiB in 64 KiB; gzip may be made of many such parts. */
const PART = gzipSync(Buffer.alloc(64 * MIB, '<a>'));

/** An answer that unpacks to gigabytes, as long as it is read. */
const endless =
	(status: number): Reply =>
	async (response, request) => {
		request.resume();
		response.writeHead(status, {
			'Content-Encoding': 'gzip',
			'Content-Type': 'text/xml',
			ETag: '"e"',
		});
		// Whoever hangs up is not of interest.
		await pipeline(Readable.from(Array<Buffer>(100).fill(PART)), response).catch(() => {});
	};

describe('an answer of a storage that does not end', () => {
	let bed: Bed;
	let files: Files;

	beforeAll(async () => {
		bed = await startBed();
		files = await startFiles(Buffer.from('%PDF-1.7'));
	});

	afterEach(() => files.heal());

	afterAll(async () => {
		await files.close();
		await bed.close();
	});

	/** What a run says, and by how many bytes memory grew meanwhile. */
	async function measured(run: () => ReturnType<Bed['uploadDocument']>) {
		const before = process.memoryUsage.rss();
		let most = before;
		const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
		const { error } = await run();
		clearInterval(watch);
		return { error, grown: most - before };
	}

	const upload = async () => {
		bed.karmaCheck.script('POST /document/secure/upload', {
			patch: () => ({ list: [{ url: `${files.origin}/f`, fileKey: 'key' }] }),
		});
		return await bed.uploadDocument();
	};
	const download = async () => {
		bed.karmaCheck.script('GET /document/secure/id/{id}/download/url', {
			headers: { 'content-type': 'text/html' },
			body: `${files.origin}/f`,
		});
		const documentId = bed.karmaCheck.systemDocuments[0]!.id;
		return await bed.karmaCheckRun('document', 'download', { parameters: { documentId } });
	};

	it.each([
		['the refusal of an upload', 403, upload, /was not stored: the storage returned 403/],
		['the success of an upload', 200, upload, /was not uploaded: .*ERR_RESPONSE_TOO_LARGE/],
		['the refusal of a download', 403, download, /was not downloaded: the storage returned 403/],
	])('takes little memory as %s', async (_what, status, run, says) => {
		files.next(endless(status));
		const { error, grown } = await measured(run);

		expect(error?.message).toMatch(says);
		expect(grown).toBeLessThan(64 * MIB);
	});
});
