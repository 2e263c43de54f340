import type http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Middleware } from 'koa';
import { requestTimeout } from './errors';

/**
 * Refuses bodies that end or stall before their declared length, as S3 does after about 20 s.
 * Node itself returns a bare 400 when the connection ends early, and nothing when it stalls.
 */
export class BodyWatch {
	/** Uploads in progress; one may outlive its response until its socket is gone. */
	private readonly running = new Set<Promise<unknown>>();
	private readonly refusals = new Map<Duplex, () => void>();

	/** @param idleMs silence on the connection that counts as a stall, in milliseconds */
	constructor(private readonly idleMs: number) {}

	readonly middleware: Middleware = async (ctx, next) => {
		const { req } = ctx;
		const { socket } = req;
		const work = next();
		this.running.add(work);
		void work.catch(() => {}).finally(() => this.running.delete(work));

		const refused = new Promise<never>((_resolve, reject) => {
			this.refusals.set(socket, () => {
				if (req.complete) return;
				ctx.set('Connection', 'close');
				// Node forgets a request once it is answered: its readers would wait forever.
				ctx.res.once('close', () => req.destroy());
				reject(requestTimeout());
			});
		});
		socket.setTimeout(this.idleMs);
		try {
			await Promise.race([work, refused]);
		} finally {
			this.refusals.delete(socket);
			socket.setTimeout(0);
		}
	};

	/** Resolves when no upload is under way any more. */
	async finished(): Promise<void> {
		await Promise.allSettled(this.running);
	}

	/** Cuts the connections of the uploads under way. */
	async cut(): Promise<void> {
		for (const socket of this.refusals.keys()) socket.destroy();
		await this.finished();
	}

	attach(server: http.Server): void {
		// A slow upload is not a stall: no limit on the whole request.
		server.requestTimeout = 0;
		const refuse = (socket: Duplex) => {
			const refusal = this.refusals.get(socket);
			if (refusal) refusal();
			else socket.destroy();
		};
		server.on('timeout', refuse);
		server.on('clientError', (_error, socket) => refuse(socket));
	}
}
