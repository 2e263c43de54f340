import type { StorageRequest } from './send';
import type { ByteStream, UploadFile } from './source';

/**
 * What goes over the wire: the file's bytes, and a form around them if there is one. A stream stays
 * a stream, is read as fast as it is sent, and fails when it is not as long as announced.
 * @param onProgress told how many bytes of the file have gone out
 */
export function bodyOf(
	bytes: Buffer | ByteStream,
	{ around }: Pick<StorageRequest, 'around'>,
	{ fileSize }: UploadFile,
	onProgress: (sent: number) => void = () => {},
): Buffer | ByteStream {
	if (Buffer.isBuffer(bytes)) {
		return around ? Buffer.concat([around.head, bytes, around.tail]) : bytes;
	}
	// Until the HTTP client reads, nobody listens: an error then would end the whole process. The
	// loop below is told about it all the same.
	bytes.on('error', () => {});
	async function* chunks(source: ByteStream): AsyncGenerator<Buffer> {
		if (around) yield around.head;
		let sent = 0;
		for await (const chunk of source as AsyncIterable<Buffer>) {
			sent += chunk.length;
			if (sent > fileSize) break;
			yield chunk;
			onProgress(sent);
		}
		// Anything but the announced length would leave the storage waiting, or cut the file.
		if (sent !== fileSize) throw Object.assign(new Error(), { code: 'file changed meanwhile' });
		if (around) yield around.tail;
	}
	// Node code may not import the stream module, but every stream's class inherits its `from`.
	const { from } = bytes.constructor as unknown as {
		from(chunks: AsyncIterable<Buffer>, options: { objectMode: boolean }): ByteStream;
	};
	return from(chunks(bytes), { objectMode: false });
}
