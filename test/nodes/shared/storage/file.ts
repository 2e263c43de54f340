import { Readable } from 'node:stream';
import type { ByteStream } from '../../../../nodes/shared/storage/content';
import type { UploadFile } from '../../../../nodes/shared/storage/uploadFile';

/** A file to upload that is opened as a buffer, or as a stream of two chunks. */
export function fileOf(
	content: Buffer | string,
	about: Partial<UploadFile> = {},
	as: 'buffer' | 'stream' = 'buffer',
): UploadFile {
	const bytes = Buffer.from(content);
	return {
		fileName: 'a.pdf',
		mimeType: 'application/pdf',
		fileSize: bytes.length,
		open: async () => (as === 'buffer' ? bytes : streamOf(bytes)),
		...about,
	};
}

/** A stream of two chunks, as a file comes out of n8n's storage. */
export function streamOf(bytes: Buffer): ByteStream {
	const middle = Math.floor(bytes.length / 2);
	return Readable.from([bytes.subarray(0, middle), bytes.subarray(middle)], { objectMode: false });
}

/** All bytes of a body. */
export async function bytesOf(body: Buffer | ByteStream): Promise<Buffer> {
	if (Buffer.isBuffer(body)) return body;
	const chunks: Buffer[] = [];
	for await (const chunk of body) chunks.push(Buffer.from(chunk as Buffer));
	return Buffer.concat(chunks);
}
