import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { readAnswer, TOO_LARGE } from '../../../nodes/shared/answer';

const MAX = { maxBytes: 1_000, signal: undefined };

/** A stream that never ends, and how much of it was asked for. */
function endless() {
	let given = 0;
	const stream = new Readable({
		read() {
			given += 1_000;
			this.push(Buffer.alloc(1_000, 'x'));
		},
	});
	return { stream, given: () => given };
}

/** Something, and then nothing more. */
const stuck = (beginning: string) => {
	const stream = new Readable({ read: () => undefined });
	stream.push(beginning);
	return stream;
};

it('gives the text of a body', async () => {
	// A character that is cut in two by the pieces.
	const [one, two] = [Buffer.from('Grüße').subarray(0, 3), Buffer.from('Grüße').subarray(3)];
	expect(await readAnswer(Readable.from([one, two]), MAX)).toBe('Grüße');
	expect(await readAnswer(Readable.from([]), MAX)).toBe('');
	expect(await readAnswer(Readable.from([Buffer.from('\uFEFF{}')]), MAX)).toBe('{}');
});

it.each([
	['text', 'text'],
	[{ a: 1 }, '{"a":1}'],
	[undefined, '""'],
])('gives what n8n has read itself: %j', async (body, expected) => {
	expect(await readAnswer(body, MAX)).toBe(expected);
});

it('refuses a body without end, and reads hardly more than it takes', async () => {
	const { stream, given } = endless();

	await expect(readAnswer(stream, MAX)).rejects.toMatchObject({ code: TOO_LARGE });
	expect(stream.destroyed).toBe(true);
	expect(given()).toBeLessThan(100_000);
});

it('counts what is unpacked', async () => {
	const packed = gzipSync(Buffer.alloc(50_000_000));
	const stream = Readable.from([packed]).pipe(createGunzip());

	await expect(readAnswer(stream, MAX)).rejects.toMatchObject({ code: TOO_LARGE });
});

it('takes the beginning where that is enough', async () => {
	const { stream } = endless();

	const text = await readAnswer(stream, { ...MAX, beginning: true });
	expect(text.slice(0, 1_000)).toBe('x'.repeat(1_000));
	expect(text.length).toBeLessThanOrEqual(1_001);
	expect(stream.destroyed).toBe(true);
});

it('takes the beginning of one that breaks off', async () => {
	const stream = Readable.from(
		(function* () {
			yield Buffer.from('No access');
			throw new Error('reset');
		})(),
	);

	expect(await readAnswer(stream, { ...MAX, beginning: true })).toBe('No access');
});

it('ends with the signal, and closes the stream', async () => {
	const abort = new AbortController();
	const stream = stuck('{"url":');
	const reading = readAnswer(stream, { ...MAX, signal: abort.signal });
	setImmediate(() => abort.abort(Object.assign(new Error('No'), { code: 'ETIMEDOUT' })));

	await expect(reading).rejects.toMatchObject({ code: 'ETIMEDOUT' });
	expect(stream.destroyed).toBe(true);
});

it('takes the beginning of one that does not end in time', async () => {
	const abort = new AbortController();
	const reading = readAnswer(stuck('Busy'), { maxBytes: 9, signal: abort.signal, beginning: true });
	setImmediate(() => abort.abort());

	expect(await reading).toBe('Busy');
});

it('throws what broke the connection', async () => {
	const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
	const stream = stuck('{');
	setImmediate(() => stream.destroy(reset));

	await expect(readAnswer(stream, MAX)).rejects.toBe(reset);
});
