/**
 * A storage that takes whatever it is sent, counts the bytes and forgets them: no hashing, no disk,
 * no signatures, so that it is not what a measurement measures.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../../emulators/http';
import { answerMultipart, isMultipart } from './multipart';
import { serve } from './remote';

/** One file that arrived, in the order in which they were complete. */
export interface Stored {
	path: string;
	/** Of the request's body: a form is more than its file. */
	bytes: number;
	/** Milliseconds since the epoch. */
	startedAt: number;
	storedAt: number;
	/** Whether it was the one to be read slowly. */
	slow: boolean;
}

let stored: Stored[] = [];
let requests = 0;
let received = 0;
let throttle: { index: number; bytesPerSecond: number } | undefined;
let line: number | undefined;
let uploads = 0;
let open = 0;
let mostOpen = 0;

const methods = {
	origin: () => origin,
	/** Forgets what came so far. */
	reset: () => {
		stored = [];
		[requests, received, uploads, mostOpen] = [0, 0, 0, 0];
		throttle = undefined;
	},
	/** Reads the upload that comes as number `index` (from 0) no faster than this. */
	throttle: (index: number, bytesPerSecond: number) => {
		throttle = { index, bytesPerSecond };
	},
	/** Takes every upload as if it came over a line of this many bytes a second; default: at once. */
	line: (bytesPerSecond?: number) => {
		line = bytesPerSecond;
	},
	/** `received` counts the bytes of all bodies, `mostOpen` uploads under way at a time. */
	report: () => ({ stored, requests, received, mostOpen }),
	has: (path: string) => stored.some((one) => one.path === path),
};

export type Sink = typeof methods;

let origin = '';

async function main(): Promise<void> {
	const server = await listen(receive);
	// 5 GiB may take longer than the five minutes a request may have by default.
	server.server.requestTimeout = 0;
	origin = server.origin;
	serve(methods, async () => await server.close());
}

function receive(request: IncomingMessage, response: ServerResponse): void {
	const url = new URL(request.url ?? '/', origin);
	if (request.method === 'HEAD') {
		// Only the vendors ask, whose calls are not part of what is measured.
		response.writeHead(methods.has(url.pathname) ? 200 : 404).end();
		return;
	}
	requests += 1;
	const isUpload = request.method === 'PUT' || request.method === 'POST';
	const one: Stored = {
		path: url.pathname,
		bytes: 0,
		startedAt: Date.now(),
		storedAt: 0,
		slow: false,
	};
	if (isUpload) {
		open += 1;
		mostOpen = Math.max(mostOpen, open);
		one.slow = uploads++ === throttle?.index;
		request.once('close', () => (open -= 1));
	}
	const rate = one.slow ? throttle?.bytesPerSecond : line;
	if (rate) slowDown(request, rate);
	request.on('data', (chunk: Buffer) => {
		one.bytes += chunk.length;
		received += chunk.length;
	});
	request.once('end', () => {
		if (isMultipart(request.method, url)) {
			answerMultipart(request.method, url, response);
			return;
		}
		one.storedAt = Date.now();
		stored.push(one);
		response.writeHead(request.method === 'PUT' ? 200 : 204, { ETag: '"0"' }).end();
	});
}

function slowDown(request: IncomingMessage, bytesPerSecond: number): void {
	const start = performance.now();
	let taken = 0;
	request.on('data', (chunk: Buffer) => {
		taken += chunk.length;
		const early = (taken / bytesPerSecond) * 1_000 - (performance.now() - start);
		// Timers know whole milliseconds only; what is early by less is made up for later.
		if (early < 1) return;
		request.pause();
		setTimeout(() => request.resume(), early);
	});
}

void main();
