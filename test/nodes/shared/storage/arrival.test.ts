import { once } from 'node:events';
import { Readable } from 'node:stream';
import {
	arrivalOf,
	handedOn,
	missingIn,
	type Arrival,
} from '../../../../nodes/shared/storage/arrival';

const GIB = 1024 ** 3;

it('counts the bytes that pass', async () => {
	const arrival: Arrival = { received: 0 };
	const bytes = arrivalOf(Readable.from([Buffer.from('one'), Buffer.from('three')]), arrival);
	expect(String(Buffer.concat((await bytes.toArray()) as Buffer[]))).toBe('onethree');
	expect(arrival).toMatchObject({ received: 8 });
	expect(arrival.failure).toBeUndefined();
});

it('ends a file over 5 GiB, whatever it was packed as', async () => {
	const arrival: Arrival = { received: 0 };
	// Only their length matters.
	const pieces = [{ length: 3 * GIB }, { length: 3 * GIB }];
	const bytes = arrivalOf(Readable.from(pieces), arrival);
	await expect(bytes.toArray()).rejects.toMatchObject({ code: expect.stringContaining('5 GiB') });
	expect(arrival.failure).toMatchObject({ code: expect.stringContaining('5 GiB') });
});

it('notes what broke the connection, and not what the one who stores the file did', async () => {
	const broken = new Readable({
		read() {
			this.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
		},
	});
	const cut: Arrival = { received: 0 };
	await expect(arrivalOf(broken, cut).toArray()).rejects.toThrow('reset');
	expect(cut.failure).toMatchObject({ code: 'ECONNRESET' });

	const source = new Readable({ read() {} });
	const full: Arrival = { received: 0 };
	const bytes = arrivalOf(source, full);
	bytes.on('error', () => {});
	bytes.destroy(new Error('disk full'));
	source.destroy(new Error('closed'));
	await new Promise((resolve) => setImmediate(resolve));
	expect(source.destroyed).toBe(true);
	expect(full.failure).toBeUndefined();
});

it('keeps what breaks before anybody reads for who reads', async () => {
	const source = new Readable({ read() {} });
	const bytes = arrivalOf(source, { received: 0 });
	source.destroy(new Error('closed'));
	await new Promise((resolve) => setImmediate(resolve));
	await expect(bytes.toArray()).rejects.toThrow('closed');
});

it('hands on bytes that were paused to who only listens, and says that they are gone', async () => {
	const paused = Readable.from([Buffer.from('one'), Buffer.from('two')]).pause();
	const heard: Buffer[] = [];
	const bytes = handedOn(paused) as Readable;
	bytes.on('data', (piece: Buffer) => heard.push(piece));
	await once(bytes, 'end');
	expect(String(Buffer.concat(heard))).toBe('onetwo');

	const gone = new Readable({ read() {} });
	gone.destroy();
	await once(gone, 'close');
	const code = 'ERR_STREAM_PREMATURE_CLOSE';
	await expect((handedOn(gone) as Readable).toArray()).rejects.toMatchObject({ code });
});

it.each([
	[1000, '1000', undefined],
	[990, undefined, undefined],
	[990, 'many', undefined],
	// Packed, it was longer than it is.
	[99_900, '100000', undefined],
	[10, '30', undefined],
	[98_000, '100000', 'received 98000 of 100000 bytes'],
	[0, '100', 'received 0 of 100 bytes'],
])('of %d bytes that came where %s were announced: %s', (received, announced, missing) => {
	expect(missingIn({ received }, announced)).toBe(missing);
});
