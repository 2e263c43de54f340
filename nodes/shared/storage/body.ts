import { PIECE_BYTES, type ByteStream } from './content';
import { relayed, streamFrom, type Relay } from './relay';
import { CHANGED } from './unread';
import type { UploadFile } from './uploadFile';

/** What is sent before and after the bytes of a file. */
export interface Around {
	head: Buffer;
	tail: Buffer;
}

/** How far the bytes of a file have come; changes as they are sent. */
export interface Progress {
	/** Bytes of the file. */
	sent: number;
	/** Why the file could not be read to its end. */
	failure?: Error;
}

/**
 * What is sent: the file's bytes, with a form around them if there is one. It is read as fast as it is
 * sent, even a file in memory, so that progress can be watched, and it fails if the file is not as
 * long as announced.
 *
 * Async generators would read better: with them 1 GiB took 4.9 s and 15 to 45 MiB of memory, this way
 * 4.5 s and 12 to 21 MiB. Pieces that were sent stay until V8 collects them, about every 64 MB. Creating
 * objects on purpose so that V8 collects sooner is not a solution: 1 GiB took 1.3 s and 10 MiB, but in
 * one n8n out of four 5 s and 90 MiB, because V8 had started to allocate something that holds each piece
 * among its old objects (in none of ten with `--no-allocation-site-pretenuring`).
 * @param progress is kept up to date
 */
export function bodyOf(
	bytes: Buffer | ByteStream,
	{ around }: { around?: Around },
	{ fileSize }: UploadFile,
	progress: Progress = { sent: 0 },
): ByteStream {
	const source = Buffer.isBuffer(bytes) ? streamFrom(cut(bytes)) : bytes;
	const relay: Relay = Object.assign(progress, {
		...around,
		onPiece: ({ length }: Buffer) => {
			progress.sent += length;
			return progress.sent > fileSize ? changed() : undefined;
		},
		onEnd: () => (progress.sent === fileSize ? undefined : changed()),
		cut: changed,
	});
	return relayed(source, relay);
}

/** Any length other than the announced one would leave the storage waiting, or cut the file short. */
const changed = (): Error => Object.assign(new Error(), { code: CHANGED });

function* cut(bytes: Buffer): Generator<Buffer> {
	for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
		yield bytes.subarray(start, start + PIECE_BYTES);
	}
}
