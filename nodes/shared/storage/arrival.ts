import type { ByteStream } from './content';
import { MAX_FILE_BYTES } from './uploadFile';

/** How far a file has come. */
export interface Arrival {
	/** Bytes, unpacked. */
	received: number;
	/** Why no more came. */
	failure?: unknown;
}

export const TOO_LARGE = 'it is over the limit of 5 GiB per file';

/** The bytes of a file on their way to who stores it; what goes wrong with them there is not noted. */
export function arrivalOf(body: ByteStream, arrival: Arrival): ByteStream {
	const bytes = body.compose(async function* (pieces: AsyncIterable<Buffer>) {
		for await (const piece of pieces) {
			arrival.received += piece.length;
			// No file gets in that is larger, but what is packed may unpack to anything.
			if (arrival.received > MAX_FILE_BYTES) {
				arrival.failure = Object.assign(new Error(), { code: TOO_LARGE });
				throw arrival.failure;
			}
			yield piece;
		}
	}) as unknown as ByteStream;
	body.on('error', (error) => {
		// Whoever gives up on the bytes closes the answer, which is not to blame.
		if (!bytes.destroyed) arrival.failure ??= error;
	});
	return bytes;
}

/** What packing may add to a file that does not get smaller by it: a head and a bit for each block. */
const PACKING_BYTES = 64;
const PACKING_RATIO = 0.01;

/**
 * What is missing of a file, in words; undefined if nothing is. The length that a storage announces is
 * that of the file as it is stored, which may be packed (Content-Encoding), and n8n's HTTP client
 * unpacks it without a word: then it is another number than what came, and nearly always a smaller one.
 * @param announced the Content-Length of the answer
 */
export function missingIn({ received }: Arrival, announced: unknown): string | undefined {
	const length = Number(announced ?? NaN);
	const least = length - PACKING_BYTES - length * PACKING_RATIO;
	return received < least ? `received ${received} of ${length} bytes` : undefined;
}
