import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../../../../../tools/emulators/http';

/** What a storage of files does with a request. */
export type Reply = (response: ServerResponse, request: IncomingMessage) => unknown;

/** The same bytes for every request, unless another reply is due, or for its path. */
export async function startFiles(bytes: Buffer, byPath?: (path: string) => Reply | undefined) {
	const replies: Reply[] = [];
	const paths: string[] = [];
	const whole: Reply = (response) => {
		response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Length': bytes.length });
		response.end(bytes);
	};
	const server = await listen((request, response) => {
		const { url = '' } = request;
		paths.push(url);
		// Who hangs up in the middle is not of interest.
		response.on('error', () => {});
		void (replies.shift() ?? byPath?.(url) ?? whole)(response, request);
	});
	return {
		origin: server.origin,
		/** Paths of the requests, with their queries. */
		paths,
		/** Has the next request answered so, or the next few. */
		next: (reply: Reply, times = 1) => void replies.push(...Array<Reply>(times).fill(reply)),
		heal: () => void (replies.length = 0),
		close: server.close,
	};
}

export type Files = Awaited<ReturnType<typeof startFiles>>;
