import http from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export interface WholeAnswer {
	status: number;
	headers: http.OutgoingHttpHeaders;
	body: Buffer;
}

/** Headers that are about one connection only: RFC 9110, 7.6.1. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/**
 * Passes a request on. The target is called by its own name, so that a URL signed for it
 * stays valid when it goes through here.
 * @param body what to send instead of the request's own bytes
 */
export async function passOn(
	target: URL,
	request: http.IncomingMessage,
	body: Readable = request,
): Promise<http.IncomingMessage> {
	const outgoing = http.request(target, {
		method: request.method,
		path: request.url,
		headers: { ...request.headers, connection: 'close', host: target.host },
		agent: false,
	});
	const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
		outgoing.once('response', resolve).on('error', reject);
	});
	// A broken body breaks the request, which is reported; an early response breaks the body, which is fine.
	pipeline(body, outgoing).catch(() => {});
	return await answer;
}

/** The same with the response read to the end. */
export async function wholeAnswer(
	target: URL,
	request: http.IncomingMessage,
	body?: Readable,
): Promise<WholeAnswer> {
	const answer = await passOn(target, request, body);
	const bytes = await buffer(answer);
	const status = answer.statusCode ?? 0;
	const length = status === 204 ? {} : { 'content-length': bytes.length };
	return { status, headers: { ...endToEnd(answer.headers), ...length }, body: bytes };
}

export function endToEnd(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
	const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
	return Object.fromEntries(kept);
}

/** A response as it goes over the wire. The client is not told to expect the end of the connection. */
export function onTheWire({ status, headers, body }: WholeAnswer): { head: Buffer; body: Buffer } {
	const lines = Object.entries({ ...headers, connection: 'keep-alive' }).flatMap(([name, values]) =>
		[values].flat().map((value) => `${name}: ${String(value)}\r\n`),
	);
	const head = `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`;
	return { head: Buffer.from(head, 'latin1'), body };
}
