import { Readable } from 'node:stream';
import { bodyOf } from '../../nodes/shared/storage/body';
import { fileOf } from '../nodes/shared/storage/file';
import { settled } from '../nodes/shared/deferred';

const CHUNK = 64 * 1024;
const CHUNKS = 64;
const around = { head: Buffer.from('head '), tail: Buffer.from(' tail') };

/** A file's stream, with the chunks it has handed out. */
function watchedStream() {
	const given: Buffer[] = [];
	const stream = new Readable({
		highWaterMark: CHUNK,
		read() {
			const chunk = given.length < CHUNKS ? Buffer.alloc(CHUNK, given.length) : null;
			if (chunk) given.push(chunk);
			// As a disk does it: the stream itself would join chunks that are available at once.
			setImmediate(() => this.push(chunk));
		},
	});
	return { stream, given };
}

const file = fileOf('', { fileSize: CHUNK * CHUNKS });

describe('the bytes of a file on their way out', () => {
	it.each([
		['a PUT', {}],
		['a form', { around }],
	])('are in %s the very chunks that were read: none is copied', async (_form, request) => {
		const { stream, given } = watchedStream();
		const sent: Buffer[] = [];
		for await (const chunk of bodyOf(stream, request, file)) sent.push(chunk as Buffer);

		const chunks = sent.filter((chunk) => chunk !== around.head && chunk !== around.tail);
		expect(chunks).toHaveLength(CHUNKS);
		chunks.forEach((chunk, index) => expect(chunk).toBe(given[index]));
	});

	it.each([
		['a PUT', {}],
		['a form', { around }],
	])('are read no more than three chunks ahead of the network in %s', async (_form, request) => {
		const { stream, given } = watchedStream();
		const body = bodyOf(stream, request, file) as Readable;
		const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
		let taken = 0;
		while (taken < 8 * CHUNK) taken += ((await chunks.next()).value as Buffer).length;
		// Whatever can be read without being asked for is read now.
		for (let turn = 0; turn < 50; turn++) await settled();

		expect(given.length * CHUNK - taken).toBeLessThanOrEqual(3 * CHUNK);
		body.destroy();
		stream.destroy();
	});

	it('are not copied when the file is in memory', async () => {
		const bytes = Buffer.alloc(3 * CHUNK);
		const request = { around };
		for await (const piece of bodyOf(bytes, request, fileOf(bytes))) {
			if (piece === around.head || piece === around.tail) continue;
			expect((piece as Buffer).buffer).toBe(bytes.buffer);
		}
	});
});
