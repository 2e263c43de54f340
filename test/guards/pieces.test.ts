import { Readable } from 'node:stream';
import { bodyOf } from '../../nodes/shared/upload/body';
import { PIECE_BYTES } from '../../nodes/shared/upload/source';

const MIB = 1024 ** 2;
const FILE_SIZE = 1024 * MIB;
/** In pieces: asking makes objects, too. */
const EVERY = 16;

describe('memory of the pieces in which a file is sent', () => {
	it('is free again before there are 32 MiB of it', async () => {
		const file = function* () {
			for (let sent = 0; sent < FILE_SIZE; sent += PIECE_BYTES)
				yield Buffer.allocUnsafeSlow(PIECE_BYTES);
		};
		const upload = { fileName: 'a.pdf', mimeType: 'application/pdf', fileSize: FILE_SIZE };
		const body = bodyOf(Readable.from(file()), {}, { ...upload, open: jest.fn() });

		const { arrayBuffers: idle } = process.memoryUsage();
		let pieces = 0;
		let sent = 0;
		let most = 0;
		for await (const piece of body as AsyncIterable<Buffer>) {
			sent += piece.length;
			if (++pieces % EVERY === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - idle);
		}

		expect(sent).toBe(FILE_SIZE);
		expect(most).toBeLessThanOrEqual(32 * MIB);
	});
});
