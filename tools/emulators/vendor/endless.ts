import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import type { Response } from 'express';

import type { Scripted } from './types';

const PIECE = 64 * 1024;

/** Sends a body again and again until the client has had enough. */
export function sendEndlessly(
	response: Response,
	pace: NonNullable<Scripted['endless']>,
	{ body = 'x', gzip = false }: Scripted,
): void {
	const text = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	if (!response.hasHeader('Content-Type')) response.type('json');
	if (gzip) response.set('Content-Encoding', 'gzip');
	const gone = new Promise((resolve) => response.once('close', resolve));
	async function* bytes() {
		const piece = pace === 'fast' ? Buffer.alloc(PIECE, text) : undefined;
		for (let at = 0; ; at += 1) {
			yield piece ?? text.subarray(at % text.length, (at % text.length) + 1);
			if (pace !== 'fast') await Promise.race([gone, sleep(pace.byteMs)]);
		}
	}
	const stages = gzip ? [createGzip()] : [];
	// Ends with an error each time: that the client has gone.
	pipeline([Readable.from(bytes()), ...stages, response], () => undefined);
}
