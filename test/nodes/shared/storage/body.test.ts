import { Readable } from 'node:stream';
import { bodyOf } from '../../../../nodes/shared/storage/body';
import { settled } from '../deferred';
import { bytesOf, fileOf, streamOf } from './file';

const around = { head: Buffer.from('head '), tail: Buffer.from(' tail') };

it.each([
	[3, 'shorter than it is'],
	[9, 'longer than it is'],
])('a file that was announced with %d bytes and is %s fails instead of being cut', async (size) => {
	const file = fileOf('hello', { fileSize: size }, 'stream');
	const body = bodyOf(await file.open(), { around }, file);

	await expect(bytesOf(body)).rejects.toMatchObject({ code: 'the file changed during the upload' });
});

it('a file that breaks before anybody reads it fails when it is read, and not before', async () => {
	const source = new Readable({ read() {} });
	const body = bodyOf(source, {}, fileOf('hello'));
	source.destroy(new Error('disk'));
	await settled();

	await expect(bytesOf(body)).rejects.toThrow('disk');
});

it('a file that is closed before its end fails', async () => {
	const source = new Readable({ read() {} });
	const body = bodyOf(source, {}, fileOf('hello'));
	source.push('he');
	const read = bytesOf(body);
	await settled();
	source.destroy();

	await expect(read).rejects.toMatchObject({ code: 'the file changed during the upload' });
});

it('a body that nobody has read can be thrown away quietly', async () => {
	const source = streamOf(Buffer.from('hello'));
	const body = bodyOf(source, { around }, fileOf('hello')) as Readable;
	body.destroy();
	await settled();

	expect(source.destroyed).toBe(true);
});
