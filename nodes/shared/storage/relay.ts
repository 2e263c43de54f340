import { createHash } from 'crypto';
import type { ByteStream } from './content';

/** Nodes must not import the stream module; a hash is a stream, and every stream inherits `from`. */
export const { from: streamFrom } = createHash('sha256').constructor as unknown as {
	from(pieces: Iterable<Buffer>): ByteStream;
};

interface Output extends ByteStream {
	push(piece: Buffer | null): boolean;
}

/** The class of streams to read from, taken from one of them. */
const Readable = streamFrom([]).constructor as unknown as new (options: {
	objectMode: boolean;
	highWaterMark: number;
	read(this: Output): void;
	destroy(this: Output, error: Error | null, done: (error: Error | null) => void): void;
}) => Output;

/** What is done with the bytes on their way. An error that is returned ends them. */
export interface Relay {
	/** What comes before them. */
	head?: Buffer;
	/** What comes after them. */
	tail?: Buffer;
	onPiece(piece: Buffer): Error | undefined;
	onEnd?(): Error | undefined;
	/** The error of a source that was closed before its end. */
	cut(): Error;
	/** What went wrong with the source, if anything; not what whoever reads did. */
	failure?: Error;
}

/** The bytes of a source, read as fast as somebody reads them. Both are closed together. */
export function relayed(source: ByteStream, relay: Relay): ByteStream {
	let reading = false;
	const output = new Readable({
		// Pieces stay as they are, one waiting: a byte stream would copy several into one.
		objectMode: true,
		highWaterMark: 1,
		read() {
			reading = true;
			if (relay.failure) this.destroy(relay.failure);
			else source.resume();
		},
		destroy(error, done) {
			source.destroy();
			done(error);
		},
	});
	const fail = (error: Error): void => {
		// Whoever gives up on the bytes closes the source, which is not to blame.
		if (output.destroyed) return;
		relay.failure ??= error;
		// Until somebody reads, nobody listens, and an error would end the whole process.
		if (reading) output.destroy(relay.failure);
	};
	if (relay.head) output.push(relay.head);
	source.pause();
	source.on('data', (piece: Buffer) => {
		const error = relay.onPiece(piece);
		if (error) return fail(error);
		if (!output.push(piece)) source.pause();
	});
	source.on('end', () => {
		const error = relay.onEnd?.();
		if (error) return fail(error);
		if (relay.tail) output.push(relay.tail);
		output.push(null);
	});
	source.on('error', fail);
	source.on('close', () => {
		if (!source.readableEnded) fail(relay.cut());
	});
	// It says so only once, which may have been before.
	if (source.destroyed) fail(relay.cut());
	return output;
}
