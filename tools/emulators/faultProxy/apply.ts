import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { brokenBody, hungUp, slowBody } from './bodies';
import { endToEnd, onTheWire, passOn, wholeAnswer, type WholeAnswer } from './exchange';
import type { CannedAnswer, Fault } from './faults';

/** A request on its way through the proxy. */
export interface Passage {
	target: URL;
	request: IncomingMessage;
	response: ServerResponse;
	/** Resolves when a later request has been answered, or after a while. */
	overtaken(ms: number): Promise<void>;
	/** Does work later than now, unless the proxy is closed by then. */
	later(ms: number, work: () => Promise<unknown>): void;
	/** Stops listening for a while; open connections stay open. */
	outage(ms: number): void;
}

/** Passes a request on and its response back, as if nothing stood between. */
export async function pass({ target, request, response }: Passage): Promise<void> {
	const answer = await passOn(target, request);
	response.writeHead(answer.statusCode ?? 0, endToEnd(answer.headers));
	await pipeline(answer, response);
}

export async function apply(fault: Fault, passage: Passage): Promise<void> {
	const { target, request, response } = passage;
	const { socket } = request;
	const real = async (body = request as Parameters<typeof wholeAnswer>[2]) =>
		await wholeAnswer(target, request, body);
	switch (fault.kind) {
		case 'reset':
			if (fault.when === 'body') await brokenOff(passage, async () => {});
			if (fault.when === 'after') await real();
			socket.resetAndDestroy();
			return;
		case 'stall':
			if (fault.when === 'body') await brokenOff(passage, async () => await hungUp(request));
			if (fault.when === 'after') await real();
			return await hungUp(request);
		case 'slow':
			return deliver(response, await real(slowBody(request, fault.bytesPerSecond)));
		case 'truncate':
			socket.end(half(await real()));
			return;
		case 'wrongLength': {
			const answer = await real();
			const length = answer.body.length + fault.by;
			const { head, body } = onTheWire({
				...answer,
				headers: { ...answer.headers, 'content-length': length },
			});
			socket.end(Buffer.concat([head, body]));
			return;
		}
		case 'duplicate': {
			const { head, body } = onTheWire(await real());
			socket.end(Buffer.concat([head, body, head, body]));
			return;
		}
		case 'overtaken': {
			const answer = await real();
			await passage.overtaken(fault.ms);
			return deliver(response, answer);
		}
		case 'outage': {
			const answer = await real();
			passage.outage(fault.ms);
			return deliver(response, answer);
		}
		case 'late': {
			const body = await buffer(request);
			passage.later(fault.ms, async () => await real(Readable.from([body])));
			if (fault.answer === 'none') return await hungUp(request);
			if (fault.answer !== 'reset') return deliver(response, canned(fault.answer));
			socket.resetAndDestroy();
			return;
		}
		case 'answer':
			if (fault.after) await real();
			// A client that is still sending might lose the response because of it.
			else await request.resume().toArray();
			return deliver(response, canned(fault));
	}
}

async function brokenOff({ target, request }: Passage, meanwhile: () => Promise<void>) {
	await passOn(target, request, brokenBody(request, meanwhile)).catch(() => {});
}

function half(answer: WholeAnswer): Buffer {
	const { head, body } = onTheWire(answer);
	if (!body.length) return head.subarray(0, head.length / 2);
	return Buffer.concat([head, body.subarray(0, body.length / 2)]);
}

const canned = ({ status, headers = {}, body = '' }: CannedAnswer): WholeAnswer => ({
	status,
	headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
	body: Buffer.from(body),
});

function deliver(response: ServerResponse, { status, headers, body }: WholeAnswer): void {
	response.writeHead(status, { ...headers, connection: 'close' }).end(body);
}
