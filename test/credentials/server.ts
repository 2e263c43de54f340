import { text } from 'node:stream/consumers';
import { listen } from '../../tools/emulators/http';

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
	/** Drops the connection instead of responding. */
	drop?: boolean;
}

/** A server that returns its responses in turn, the last one forever, and records its requests. */
export async function answering(...replies: [Reply, ...Reply[]]) {
	const received: Received[] = [];
	const { origin, close } = await listen((request, response) => {
		void text(request).then((body) => {
			const { method = '', url = '', headers } = request;
			const reply = replies[Math.min(received.length, replies.length - 1)] as Reply;
			received.push({ method, url, headers, body });
			if (reply.drop) return void request.socket.destroy();
			const type = { 'Content-Type': 'application/json' };
			response.writeHead(reply.status ?? 200, { ...type, ...reply.headers }).end(reply.body);
		});
	});
	return { origin, close, received };
}
