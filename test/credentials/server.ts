import { text } from 'node:stream/consumers';
import { listen } from '../emulators/http';

export interface Received {
	method: string;
	url: string;
	headers: Record<string, unknown>;
	body: string;
}

export interface Reply {
	status?: number;
	headers?: Record<string, string>;
	body?: string;
	/** Drops the connection instead of answering. */
	drop?: boolean;
}

/** A server that gives one answer to everything and keeps what it was asked. */
export async function answering(reply: Reply) {
	const received: Received[] = [];
	const { origin, close } = await listen((request, response) => {
		void text(request).then((body) => {
			const { method = '', url = '', headers } = request;
			received.push({ method, url, headers, body });
			if (reply.drop) return void request.socket.destroy();
			const type = { 'Content-Type': 'application/json' };
			response.writeHead(reply.status ?? 200, { ...type, ...reply.headers }).end(reply.body);
		});
	});
	return { origin, close, received };
}
