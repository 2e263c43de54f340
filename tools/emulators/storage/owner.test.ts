import { startStorage, type Storage } from '.';
import { BUCKET, send } from './testSupport';

const bytes = Buffer.from('hello');
let storage: Storage;

beforeEach(async () => {
	storage = await startStorage({ buckets: [BUCKET] });
	await storage.put(BUCKET, 'tmp/one/a b.txt', bytes, 'text/plain');
});
afterEach(async () => await storage.close());

it('stores an object that a presigned GET reads', async () => {
	const answer = await send(
		'GET',
		await storage.presignGet({ bucket: BUCKET, key: 'tmp/one/a b.txt' }),
	);
	expect([answer.status, answer.body, answer.headers['content-type']]).toEqual([
		200,
		'hello',
		'text/plain',
	]);
});

it('moves an object with its type and leaves nothing under the old key', async () => {
	const before = await storage.stat(BUCKET, 'tmp/one/a b.txt');
	await storage.move(BUCKET, 'tmp/one/a b.txt', 'media/deep/b.txt');
	expect(await storage.stat(BUCKET, 'media/deep/b.txt')).toEqual(before);
	expect(before).toMatchObject({ size: 5, contentType: 'text/plain' });
	expect(await storage.keys(BUCKET)).toEqual(['media/deep/b.txt']);
	const old = await storage.presignGet({ bucket: BUCKET, key: 'tmp/one/a b.txt' });
	expect(await send('GET', old)).toMatchObject({ status: 404, code: 'NoSuchKey' });
});

it('does not move what is not there', async () => {
	await expect(storage.move(BUCKET, 'missing', 'other')).rejects.toThrow('ENOENT');
	expect(await storage.keys(BUCKET)).toEqual(['tmp/one/a b.txt']);
});

it('removes an object, and lets the removal of a missing one pass', async () => {
	await storage.remove(BUCKET, 'tmp/one/a b.txt');
	await storage.remove(BUCKET, 'tmp/one/a b.txt');
	expect(await storage.exists(BUCKET, 'tmp/one/a b.txt')).toBe(false);
	expect(await storage.keys(BUCKET)).toEqual([]);
});
