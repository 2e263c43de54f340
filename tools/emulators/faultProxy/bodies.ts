import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** The first half of a body. Then it breaks, once `meanwhile` is over. */
export function brokenBody(request: IncomingMessage, meanwhile: () => Promise<unknown>): Readable {
	async function* chunks(): AsyncGenerator<Buffer> {
		let left = Math.floor(Number(request.headers['content-length'] ?? 0) / 2);
		if (left > 0) {
			for await (const chunk of request.iterator({ destroyOnReturn: false })) {
				yield (chunk as Buffer).subarray(0, left);
				left -= (chunk as Buffer).length;
				if (left <= 0) break;
			}
		}
		await meanwhile();
		throw new Error('broken on purpose');
	}
	return Readable.from(chunks(), { objectMode: false });
}

const TICK_MS = 20;

export function slowBody(request: IncomingMessage, bytesPerSecond: number): Readable {
	const piece = Math.max(1, Math.floor((bytesPerSecond * TICK_MS) / 1000));
	async function* chunks(): AsyncGenerator<Buffer> {
		for await (const chunk of request) {
			const bytes = chunk as Buffer;
			for (let start = 0; start < bytes.length; start += piece) {
				await pause(TICK_MS);
				yield bytes.subarray(start, start + piece);
			}
		}
	}
	return Readable.from(chunks(), { objectMode: false });
}

/** Waits until the client has disconnected, on its own or because the proxy is closed. */
export async function hungUp({ socket }: IncomingMessage): Promise<void> {
	if (!socket.destroyed) await once(socket, 'close');
}
