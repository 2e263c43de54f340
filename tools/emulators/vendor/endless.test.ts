import { get, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';

import { type KarmaCheckEmulator } from '..';
import { freshEmulators } from '../testSupport';
import type { Scripted } from './types';

const emulators = freshEmulators();
let karmaCheck: KarmaCheckEmulator;

beforeEach(() => {
	({ karmaCheck } = emulators);
});

async function answer(reply: Scripted): Promise<IncomingMessage> {
	karmaCheck.script('GET /package/min/list', reply);
	return await new Promise((resolve, reject) => {
		get(`${karmaCheck.baseUrl}/package/min/list`, resolve).on('error', reject);
	});
}

/** Reads so many bytes, and then goes. */
async function read(stream: AsyncIterable<Buffer>, wanted: number): Promise<Buffer> {
	let bytes = Buffer.alloc(0);
	for await (const chunk of stream) {
		bytes = Buffer.concat([bytes, chunk]);
		if (bytes.length >= wanted) break;
	}
	return bytes.subarray(0, wanted);
}

it('an answer goes on for as long as it is read', async () => {
	const response = await answer({ status: 500, body: 'abc', endless: 'fast' });

	expect(response.statusCode).toBe(500);
	expect((await read(response, 10_000_000)).subarray(0, 7).toString()).toBe('abcabca');
});

it('an answer may come a byte at a time', async () => {
	const began = Date.now();
	const response = await answer({ body: { a: 1 }, endless: { byteMs: 5 } });

	expect(String(await read(response, 10))).toBe('{"a":1}{"a');
	expect(Date.now() - began).toBeGreaterThanOrEqual(40);
});

it('a small answer may be a large one', async () => {
	const response = await answer({ endless: 'fast', gzip: true });

	expect(response.headers['content-encoding']).toBe('gzip');
	const unpacked = response.pipe(createGunzip());
	expect((await read(unpacked, 5_000_000)).length).toBe(5_000_000);
	expect(response.socket.bytesRead).toBeLessThan(500_000);
	response.destroy();
});

it('an answer may be packed', async () => {
	const response = await answer({ body: { packages: [] }, gzip: true });

	expect(String(await read(response.pipe(createGunzip()), 99))).toBe('{"packages":[]}');
});
