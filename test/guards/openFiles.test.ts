import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { BinaryDataService } from 'n8n-core';
import type { Json } from '../../tools/emulators';
import { pngItem, startBed, type Bed } from '../support/bed';

const ITEMS = 18;
/** More than a socket holds, so that a file is open until the storage reads it. */
const BYTES = 8 * 1024 ** 2;

describe('files open at a time', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed('filesystem');
	});

	afterEach(() => {
		jest.restoreAllMocks();
	});

	afterAll(async () => {
		await bed.close();
	});

	/** Watches the streams that n8n opens on stored files. */
	function watchStreams() {
		const streams: Readable[] = [];
		let most = 0;
		const { getAsStream } = BinaryDataService.prototype;
		jest.spyOn(BinaryDataService.prototype, 'getAsStream').mockImplementation(async function (
			this: BinaryDataService,
			...args
		) {
			const stream = await getAsStream.apply(this, args);
			streams.push(stream);
			most = Math.max(most, streams.filter(({ destroyed }) => !destroyed).length);
			return stream;
		});
		return { streams, most: () => most };
	}

	/** A storage that reads no upload before `together` of them have begun, and then all. */
	async function waitingStorage(together: number) {
		const waiting: Array<() => void> = [];
		let most = 0;
		let isReading = false;
		const server = createServer((request, response) => {
			request.once('end', () => response.writeHead(204, { ETag: '"stored"' }).end());
			waiting.push(() => request.resume());
			most = Math.max(most, waiting.length);
			isReading ||= waiting.length === together;
			if (isReading) for (const read of waiting.splice(0)) read();
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		return { url: `http://127.0.0.1:${port}/`, server, most: () => most };
	}

	it.each([
		[1, { concurrency: 1 }],
		[16, {}],
		[6, { concurrency: 6 }],
	])('are %d with the options %j, and none is left open', async (expected, options) => {
		const storage = await waitingStorage(expected);
		bed.kelviq.script('POST /media/', {
			patch: (answer) => ({ ...(answer as { [key: string]: Json }), url: storage.url }),
			times: ITEMS,
		});
		const { streams, most } = watchStreams();

		const { error } = await bed.uploadMedia({
			items: Array.from({ length: ITEMS }, (_, index) => pngItem(String(index).repeat(BYTES))),
			parameters: { binaryPropertyName: 'data', options },
		});
		storage.server.close();

		expect(error).toBeUndefined();
		expect(streams).toHaveLength(ITEMS);
		expect(most()).toBe(expected);
		expect(storage.most()).toBe(expected);
		expect(streams.filter(({ destroyed }) => !destroyed)).toEqual([]);
	});
});
