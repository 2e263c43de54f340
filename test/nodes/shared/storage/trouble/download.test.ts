import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { slowDown } from '../../../../../tools/emulators/faultProxy';
import type { TestItem } from '../../../../engine';
import { startBed, type Bed } from '../../../../support/bed';
import { setPace } from '../../../../support/pace';
import { startFiles, type Files, type Reply } from './files';

/** Milliseconds of a second: five minutes take 4.5 s. */
const PACE = 15;
const FILE = Buffer.concat([Buffer.from('%PDF-1.7 '), randomBytes(300_000)]);
const SIGNATURE = 'c2lnbmF0dXJlLW9mLWEtdGVzdA';

const head = { 'Content-Type': 'application/pdf', 'Content-Length': FILE.length };
const half = FILE.subarray(0, 150_000);
const expired: Reply = (response) =>
	response
		.writeHead(403, { 'Content-Type': 'application/xml' })
		.end('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>');
const busy: Reply = (response) =>
	response.writeHead(slowDown.status, slowDown.headers).end(slowDown.body);

describe.each(['default', 'filesystem'] as const)('a download in %s mode', (mode) => {
	let bed: Bed;
	let files: Files;
	let minted = 0;

	beforeAll(async () => {
		bed = await startBed(mode);
		files = await startFiles(FILE);
		// What is loaded on first use takes longer than a call may at that pace.
		await download();
		await setPace(PACE);
		files.paths.length = 0;
	});

	afterEach(() => {
		files.heal();
		files.paths.length = 0;
	});

	afterAll(async () => {
		await setPace(1000);
		await files.close();
		await bed.close();
	});

	const download = async (trial: { cancelOn?: Promise<unknown>; items?: TestItem[] } = {}) => {
		minted = 0;
		bed.karmaCheck.clearScripts();
		bed.karmaCheck.script('GET /document/secure/id/{id}/download/url', {
			headers: { 'content-type': 'text/html' },
			patch: () => `${files.origin}/b/f.pdf?n=${(minted += 1)}&Signature=${SIGNATURE}`,
			times: Infinity,
		});
		return await bed.karmaCheckRun('document', 'download', {
			parameters: { documentId: bed.karmaCheck.systemDocuments[0]!.id },
			...(trial.items ? { onError: 'continueRegularOutput' as const } : {}),
			...trial,
		});
	};

	const troubles: Array<[what: string, reply: Reply]> = [
		['a busy storage', busy],
		['a reset connection', (_response, { socket }) => socket.resetAndDestroy()],
		[
			'a connection that is cut in the middle',
			(response, { socket }) =>
				response.writeHead(200, head).write(half, () => setTimeout(() => socket.destroy(), 20)),
		],
		['a storage that does not answer', () => {}],
		[
			'a storage that is silent in the middle',
			(response) => response.writeHead(200, head).write(half),
		],
		[
			'a packed file that is cut in the middle',
			(response, { socket }) => {
				const packed = gzipSync(FILE);
				const headers = { 'Content-Length': packed.length, 'Content-Encoding': 'gzip' };
				response.writeHead(200, { ...head, ...headers });
				response.write(packed.subarray(0, 150_000), () => setTimeout(() => socket.destroy(), 20));
			},
		],
		['a refusal of nobody knows what', (response) => response.writeHead(500).end('oops')],
	];

	it.each(troubles)('comes whole after %s', async (_what, reply) => {
		files.next(reply);
		const { items, error } = await download();

		expect(error?.message).toBeUndefined();
		expect((await bed.engine.bytesOf(items[0])).equals(FILE)).toBe(true);
		expect(items[0]?.json).toMatchObject({ fileSize: FILE.length, mimeType: 'application/pdf' });
		expect(files.paths).toHaveLength(2);
		expect(minted).toBe(1);
	});

	it('comes by another URL when the first one has expired', async () => {
		files.next(expired);
		const { items, error } = await download();

		expect(error?.message).toBeUndefined();
		expect((await bed.engine.bytesOf(items[0])).equals(FILE)).toBe(true);
		expect(files.paths.map((path) => /n=(\d)/.exec(path)?.[1])).toEqual(['1', '2']);
	});

	it('names the clock when every URL has expired', async () => {
		files.next(expired, 9);
		const { error } = await download();

		expect(error?.message).toContain('returned 403 AccessDenied “Request has expired”');
		expect(error?.message).toContain('did the same for 2 new URLs');
		expect(files.paths).toHaveLength(3);
	});

	it.each([
		['that packs well', Buffer.from(`%PDF ${'x'.repeat(400_000)}`)],
		['that does not', FILE],
	])('of an object with Content-Encoding %s comes unpacked', async (_what, bytes) => {
		const packed = gzipSync(bytes);
		files.next((response) =>
			response
				.writeHead(200, { ...head, 'Content-Length': packed.length, 'Content-Encoding': 'gzip' })
				.end(packed),
		);
		const { items, error } = await download();

		expect(error?.message).toBeUndefined();
		expect((await bed.engine.bytesOf(items[0])).equals(bytes)).toBe(true);
		expect(files.paths).toHaveLength(1);
	});

	it('that moves goes on, longer than a silent one would be waited for', async () => {
		const start = Date.now();
		files.next(async (response) => {
			response.writeHead(200, head);
			// A piece every 60 s, for 6 minutes.
			for (let sent = 0; sent < FILE.length; sent += 60_000) {
				response.write(FILE.subarray(sent, sent + 60_000));
				await sleep(60 * PACE);
			}
			response.end();
		});
		const { items, error } = await download();

		expect(error?.message).toBeUndefined();
		expect((await bed.engine.bytesOf(items[0])).equals(FILE)).toBe(true);
		expect(Date.now() - start).toBeGreaterThan(5 * 60 * PACE);
		expect(files.paths).toHaveLength(1);
	});

	it.each([
		['says nothing', () => {}],
		['stops in the middle', (response) => response.writeHead(200, head).write(half)],
	] as Array<[string, Reply]>)(
		'from a storage that always %s ends within 5 minutes',
		async (_, reply) => {
			files.next(reply, 9);
			const start = Date.now();
			const { error } = await download();

			expect(error?.message).toMatch(
				/^The file was not downloaded: the connection to 127\.0\.0\.1:\d+ was interrupted \(ETIMEDOUT\)/,
			);
			expect(Date.now() - start).toBeLessThan(5 * 60 * PACE);
			expect(files.paths.length).toBeGreaterThan(1);
		},
	);

	it('of fifty items from a silent storage ends not much later than that of one', async () => {
		files.next(() => {}, 999);
		const start = Date.now();
		const result = await download({ items: Array.from({ length: 50 }, () => ({})) });

		expect(result.items).toHaveLength(50);
		for (const { json } of result.items) expect(json.details).toMatchObject({ step: 'request' });
		expect(Date.now() - start).toBeLessThan(8 * 60 * PACE);
		expect(files.paths.length).toBeLessThan(15);
	});

	it('is given up after a minute of a busy storage', async () => {
		files.next(busy, 99);
		const { error } = await download();

		expect(error?.message).toContain('the storage returned 503 SlowDown');
		expect(error?.httpCode).toBe('503');
		expect(files.paths.length).toBeGreaterThan(5);
	});

	it('ends with the execution, and asks for nothing after that', async () => {
		let began = () => {};
		const receiving = new Promise<void>((resolve) => (began = resolve));
		files.next((response) => response.writeHead(200, head).write(half, () => began()));
		const { status } = await download({ cancelOn: receiving });
		const before = files.paths.length;
		await sleep(300);

		expect(status).toBe('canceled');
		expect(files.paths).toHaveLength(before);
	});

	it.each([...troubles, ['another URL', expired] as const])(
		'shows and saves nothing of its URL after %s',
		async (_what, reply) => {
			files.next(reply, 99);
			const { saved, error } = await download();
			files.heal();
			const good = await download();

			expect(error).toBeDefined();
			expect(good.error).toBeUndefined();
			expect(JSON.stringify([error, good.items])).not.toContain(SIGNATURE);
			expect(saved + good.saved).not.toContain(SIGNATURE);
		},
	);
});
