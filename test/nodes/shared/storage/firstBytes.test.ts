import { Readable } from 'node:stream';
import { HEAD_BYTES, peek } from '../../../../nodes/shared/storage/firstBytes';
import { bodyOf } from '../../../../nodes/shared/storage/body';
import { settled } from '../deferred';
import { bytesOf, fileOf } from './file';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));

/** A byte stream of pieces of this size. */
function streamIn(size: number, bytes = content): Readable {
	const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
		bytes.subarray(index * size, (index + 1) * size),
	);
	return Readable.from(pieces, { objectMode: false });
}

describe.each([1, 100, HEAD_BYTES, 65_536, 300_000])('a stream in pieces of %d bytes', (size) => {
	it.each([1, HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 1, 70_000])(
		'still has all its %d bytes after its first were read',
		async (length) => {
			const bytes = content.subarray(0, length);
			const opened = await peek(streamIn(size, bytes), undefined);
			expect(opened.head.equals(bytes.subarray(0, HEAD_BYTES))).toBe(true);
			// What happens between the two, such as a call to the vendor.
			await settled();
			const body = bodyOf(opened.bytes, {}, fileOf(bytes));
			expect((await bytesOf(body)).equals(bytes)).toBe(true);
		},
	);
});

it('a stream is not read further than it has to be', async () => {
	let given = 0;
	const stream = new Readable({
		highWaterMark: 65_536,
		read() {
			given += 1;
			this.push(Buffer.alloc(65_536));
		},
	});
	await peek(stream, undefined);
	await settled();
	expect(given).toBeLessThanOrEqual(2);
	stream.destroy();
});

it.each([
	['breaks', (stream: Readable) => stream.destroy(new Error('disk')), 'disk'],
	['is closed', (stream: Readable) => stream.destroy(), 'closed'],
])('a stream that %s before its first bytes fails', async (_how, end, message) => {
	const stream = new Readable({ read() {} });
	const opened = peek(stream, undefined);
	end(stream);
	await expect(opened).rejects.toThrow(message);
});

it('a stream that breaks while nobody reads it does not end the process', async () => {
	const { bytes } = await peek(streamIn(65_536), undefined);
	(bytes as Readable).destroy(new Error('disk'));
	await settled();
	expect((bytes as Readable).destroyed).toBe(true);
});

it('a stream that gives nothing is given up with the signal, and closed', async () => {
	const stream = new Readable({ read() {} });
	const abort = new AbortController();
	const opened = peek(stream, abort.signal);
	abort.abort();
	await expect(opened).rejects.toMatchObject({ code: 'ERR_CANCELED' });
	await expect(peek(new Readable({ read() {} }), abort.signal)).rejects.toThrow('aborted');
	expect(stream.destroyed).toBe(true);
});
