import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
	/** e.g. http://127.0.0.1:41234, without a slash at the end */
	origin: string;
	server: http.Server;
	/** Closes every open socket and frees the port; may be called twice. */
	close(): Promise<void>;
}

/** Serves `handler` on a free port of 127.0.0.1; resolves once connections are accepted. */
export async function listen(handler: http.RequestListener): Promise<Listening> {
	const server = http.createServer(handler);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		server,
		close: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
