import { createHash } from 'crypto';
import type { StorageRequest } from './send';
import { PIECE_BYTES, type ByteStream, type UploadFile } from './source';

/** Node code may not import the stream module; a hash is a stream, and every stream inherits `from`. */
const { from: streamFrom } = createHash('sha256').constructor as unknown as {
	from(pieces: AsyncIterable<Buffer>): ByteStream;
};

/**
 * What goes over the wire: the file's bytes, and a form around them if there is one. It is read as
 * fast as it is sent, a file in memory as well, so that its progress can be watched, and it fails
 * when the file is not as long as announced.
 * @param onProgress told how many bytes of the file have gone out
 */
export function bodyOf(
	bytes: Buffer | ByteStream,
	{ around }: Pick<StorageRequest, 'around'>,
	{ fileSize }: UploadFile,
	onProgress: (sent: number) => void = () => {},
): ByteStream {
	async function* pieces(): AsyncGenerator<Buffer> {
		if (around) yield around.head;
		let sent = 0;
		for await (const piece of Buffer.isBuffer(bytes) ? cut(bytes) : read(bytes)) {
			sent += piece.length;
			if (sent > fileSize) break;
			yield piece;
			onProgress(sent);
		}
		// Anything but the announced length would leave the storage waiting, or cut the file.
		if (sent !== fileSize) throw Object.assign(new Error(), { code: 'file changed meanwhile' });
		if (around) yield around.tail;
	}
	// Until the HTTP client reads, nobody listens: an error then would end the whole process. The
	// loop above is told about it all the same.
	if (!Buffer.isBuffer(bytes)) bytes.on('error', () => {});
	return streamFrom(pieces());
}

const read = (bytes: ByteStream) => bytes as AsyncIterable<Buffer>;

function* cut(bytes: Buffer): Generator<Buffer> {
	for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
		yield bytes.subarray(start, start + PIECE_BYTES);
	}
}
