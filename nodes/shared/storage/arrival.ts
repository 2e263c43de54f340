import type { ByteStream } from './content';
import { relayed, type Relay } from './relay';
import { MAX_FILE_BYTES } from './uploadFile';

/** How far a file has come. */
export interface Arrival {
	/** Bytes, unpacked. */
	received: number;
	/** Why no more came; not what went wrong with who stores it. */
	failure?: Error;
}

export const TOO_LARGE = 'it is over the limit of 5 GiB per file';

/** The bytes of a file on their way to who stores it. */
export function arrivalOf(body: ByteStream, arrival: Arrival): ByteStream {
	const relay: Relay = Object.assign(arrival, {
		onPiece: ({ length }: Buffer) => {
			arrival.received += length;
			// No file gets in that is larger, but what is packed may unpack to anything.
			return arrival.received > MAX_FILE_BYTES ? withCode(TOO_LARGE) : undefined;
		},
		cut: () => withCode('ERR_STREAM_PREMATURE_CLOSE'),
	});
	return relayed(body, relay);
}

/**
 * Bytes whose first ones were looked at, for n8n: in its in-memory mode it only listens, which does not
 * start a stream that was paused, and it begins later, when that may have been closed.
 */
export function handedOn(bytes: Buffer | ByteStream): Buffer | ByteStream {
	if (Buffer.isBuffer(bytes)) return bytes;
	const cut = () => withCode('ERR_STREAM_PREMATURE_CLOSE');
	return relayed(bytes, { onPiece: () => undefined, cut });
}

const withCode = (code: string): Error => Object.assign(new Error(), { code });

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
