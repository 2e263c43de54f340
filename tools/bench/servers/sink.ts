/**
 * A storage that takes whatever it is sent, counts the bytes and forgets them: no hashing, no disk,
 * no signatures, so that it is not what a measurement measures.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../../emulators/http';
import { answerMultipart, isMultipart } from './multipart';
import { serve } from './remote';

const NOTHING = { files: 0, requests: 0, received: 0, mostOpen: 0 };

let origin = '';
let line: number | undefined;
/** The paths of the files that are complete. */
const stored = new Set<string>();
let counts = { ...NOTHING };
let open = 0;

const methods = {
	origin: () => origin,
	/** Forgets what came so far. */
	reset: () => {
		stored.clear();
		counts = { ...NOTHING };
	},
	/** Takes every upload as if it came over a line of this many bytes a second; default: at once. */
	line: (bytesPerSecond?: number) => {
		line = bytesPerSecond;
	},
	/** `received` counts the bytes of all bodies, `mostOpen` uploads under way at a time. */
	report: () => counts,
};

export type Sink = typeof methods;

async function main(): Promise<void> {
	const server = await listen(receive);
	// 5 GiB may take longer than the five minutes a request may have by default.
	server.server.requestTimeout = 0;
	origin = server.origin;
	serve(methods, async () => await server.close());
}

function receive(request: IncomingMessage, response: ServerResponse): void {
	const { method } = request;
	const url = new URL(request.url ?? '/', origin);
	if (method === 'HEAD') {
		// Only the vendors ask, whose calls are not part of what is measured.
		response.writeHead(stored.has(url.pathname) ? 200 : 404).end();
		return;
	}
	counts.requests += 1;
	if (method === 'PUT' || method === 'POST') {
		open += 1;
		counts.mostOpen = Math.max(counts.mostOpen, open);
		request.once('close', () => (open -= 1));
	}
	if (line) slowDown(request, line);
	request.on('data', (chunk: Buffer) => {
		counts.received += chunk.length;
	});
	request.once('end', () => {
		if (isMultipart(method, url)) {
			answerMultipart(method, url, response);
			return;
		}
		stored.add(url.pathname);
		counts.files += 1;
		response.writeHead(method === 'PUT' ? 200 : 204, { ETag: '"0"' }).end();
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
