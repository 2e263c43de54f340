import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import axios from 'axios';
import { listen } from '../../tools/emulators/http';
import { ELSEWHERE, type Move } from './moves';
import { mutated } from './mutate';

interface Answer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** A server between the node and the real emulator, which does to each request what it is told. */
export class Relay {
	/** Everything that arrived, as text: the head and the body of each request. */
	readonly arrived: string[] = [];
	origin = '';
	close: () => Promise<void> = async () => {};
	private moves: Move[] = [{ kind: 'pass' }];
	private count = 0;

	private constructor(
		private readonly target: string,
		private readonly replaced: () => Array<[string, string]>,
	) {}

	/** @param replaced texts that are replaced in what is passed on, such as URLs */
	static async start(target: string, replaced: () => Array<[string, string]>): Promise<Relay> {
		const relay = new Relay(target, replaced);
		const { origin, close } = await listen((request, response) => {
			relay.handle(request, response).catch(() => response.destroy());
		});
		return Object.assign(relay, { origin, close });
	}

	play(moves: Move[]): void {
		this.moves = moves;
		this.count = 0;
		this.arrived.length = 0;
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await buffer(request);
		const { method, url = '', rawHeaders } = request;
		const seen = `${method} ${url}\n${rawHeaders.join('\n')}\n\n${body.toString('latin1')}`;
		this.arrived.push(seen);
		const move = this.moves[this.count++ % this.moves.length]!;
		if (move.kind === 'cut') return void response.destroy();

		const { status, headers, body: given } = await this.answerTo(move, request, body, seen);
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		response.statusCode = status;
		if (move.kind === 'shorten' && move.cut) {
			response.setHeader('Content-Length', given.length + 100);
			response.write(given, () => response.destroy());
		} else response.end(given);
	}

	private async answerTo(
		move: Exclude<Move, { kind: 'cut' }>,
		request: IncomingMessage,
		body: Buffer,
		seen: string,
	): Promise<Answer> {
		if (move.kind === 'reply') {
			const swapped = (text: string) => this.swapped(text);
			const headers = Object.entries(move.headers).map(([name, text]) => [name, swapped(text)]);
			const bytes = typeof move.body === 'string' ? swapped(move.body) : move.body;
			return {
				status: move.status,
				headers: Object.fromEntries(headers) as Record<string, string>,
				body: Buffer.from(bytes as string),
			};
		}
		if (move.kind === 'echo') return echo(seen.slice(0, 4_000), move);
		const answer = await this.passOn(request, body);
		if (move.kind === 'pass') return answer;
		if (move.kind === 'shorten') {
			return { ...answer, body: answer.body.subarray(0, answer.body.length * move.share) };
		}
		const text = mutated(answer.body.toString(), move.spots, move);
		return { ...answer, body: Buffer.from(this.swapped(text)) };
	}

	private async passOn(request: IncomingMessage, body: Buffer): Promise<Answer> {
		const headers = { ...request.headers };
		delete headers.host;
		const { status, ...answer } = await axios.request<Buffer>({
			method: request.method,
			url: this.target + request.url,
			headers: headers as Record<string, string>,
			data: body.length ? body : undefined,
			responseType: 'arraybuffer',
			validateStatus: () => true,
			maxRedirects: 0,
		});
		const kept = ['content-type', 'location', 'retry-after', 'content-disposition', 'etag'];
		const given = Object.entries(answer.headers).filter(([name]) => kept.includes(name));
		const swapped = given.map(([name, text]) => [name, this.swapped(String(text))]);
		const isText = !/octet|image|zip|pdf/.test(String(answer.headers['content-type']));
		const bytes = isText ? Buffer.from(this.swapped(answer.data.toString())) : answer.data;
		return { status, headers: Object.fromEntries(swapped), body: bytes };
	}

	private swapped(text: string): string {
		return this.replaced().reduce((all, [from, to]) => all.replaceAll(from, to), text);
	}
}

function echo(seen: string, { status, as }: Extract<Move, { kind: 'echo' }>): Answer {
	const json = JSON.stringify({ message: seen, detail: seen, id: seen, identifier: seen });
	const xml = `<Error><Code>AccessDenied</Code><Message>${seen.replace(/[<&]/g, '.')}</Message></Error>`;
	return { status, headers: {}, body: Buffer.from({ text: seen, json, xml }[as]) };
}

/** Somebody else's server, which must not receive anything secret. */
export async function startElsewhere() {
	const arrived: string[] = [];
	const { origin, close } = await listen((request, response) => {
		arrived.push(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}`);
		request.resume();
		response.end('{}');
	});
	return { arrived, close, swap: [ELSEWHERE, origin] as [string, string] };
}
