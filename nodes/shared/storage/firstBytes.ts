import type { ByteStream } from './content';

/** How much of a file is looked at, where it is that long: enough for the title of a web page. */
export const HEAD_BYTES = 4 * 1024;

/** The beginning of a file, and its bytes with the beginning still in them. */
export interface Opened {
	head: Buffer;
	bytes: Buffer | ByteStream;
}

/**
 * Reads the first bytes of a stream, and puts them back: who sends the stream sends them as well. A
 * file that ends within them is returned as a whole.
 * @param signal gives up, and closes the stream
 * @throws what the stream fails with
 */
export async function peek(
	bytes: Buffer | ByteStream,
	signal: AbortSignal | undefined,
): Promise<Opened> {
	if (Buffer.isBuffer(bytes)) return { head: bytes.subarray(0, HEAD_BYTES), bytes };
	const stream = bytes;
	// It may break while nobody reads it, which would end the whole process if nobody listened.
	stream.on('error', () => {});
	return await new Promise<Opened>((resolve, reject) => {
		const pieces: Buffer[] = [];
		let length = 0;
		const onData = (piece: Buffer) => {
			pieces.push(piece);
			length += piece.length;
			if (length < HEAD_BYTES) return;
			stop();
			stream.pause();
			const read = Buffer.concat(pieces);
			stream.unshift(read);
			resolve({ head: read.subarray(0, HEAD_BYTES), bytes: stream });
		};
		const onEnd = () => {
			stop();
			const whole = Buffer.concat(pieces);
			resolve({ head: whole, bytes: whole });
		};
		const fail = (error: Error) => {
			stop();
			stream.destroy();
			reject(error);
		};
		const onClose = () => fail(new Error('closed'));
		const onAbort = () => fail(Object.assign(new Error('aborted'), { code: 'ERR_CANCELED' }));
		const stop = () => {
			stream.off('data', onData).off('end', onEnd).off('error', fail).off('close', onClose);
			signal?.removeEventListener('abort', onAbort);
		};
		if (signal?.aborted) return onAbort();
		signal?.addEventListener('abort', onAbort, { once: true });
		stream.on('end', onEnd).on('error', fail).on('close', onClose).on('data', onData);
	});
}

/** Lets go of a file that is not read to its end. */
export function close(bytes: Buffer | ByteStream): void {
	if (!Buffer.isBuffer(bytes)) bytes.destroy();
}
