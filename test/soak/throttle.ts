import net, { type AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';

const STEP_MS = 250;

export interface Throttle {
	origin: string;
	close(): Promise<void>;
}

/**
 * A slow connection: whatever is sent to it arrives at `target` at this pace. It reads no faster than it
 * passes on, so that the sender's kernel soon accepts no more either; responses come back at once.
 */
export async function startThrottle(target: string, bytesPerSecond: number): Promise<Throttle> {
	const { hostname, port } = new URL(target);
	const step = Math.ceil((bytesPerSecond * STEP_MS) / 1000);
	async function* paced(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		const begin = performance.now();
		let passed = 0;
		for await (const chunk of source) {
			for (let start = 0; start < chunk.length; start += step) {
				const piece = chunk.subarray(start, start + step);
				yield piece;
				passed += piece.length;
				await pause(Math.max(begin + (passed / bytesPerSecond) * 1000 - performance.now(), 0));
			}
		}
	}

	const sockets = new Set<net.Socket>();
	const server = net.createServer((client) => {
		const upstream = net.connect(Number(port), hostname);
		for (const socket of [client, upstream]) {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
		}
		const end = () => {
			client.destroy();
			upstream.destroy();
		};
		pipeline(client, paced, upstream).catch(end);
		pipeline(upstream, client).catch(end);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}
