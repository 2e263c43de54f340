import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { pace } from '../../../../nodes/shared/time';
import { putRequest } from '../../../../nodes/shared/storage/put';
import { send } from '../../../../nodes/shared/storage/send';
import { bytesOf, fileOf, streamOf } from './file';
import { asPut, PUT_ADDRESS, sent, STORED } from './sending';

beforeAll(() => {
	pace.msPerSecond = 1;
});

it.each([200, 201, 204])('takes %d for stored', async (statusCode) => {
	const file = fileOf('x');
	await expect(
		sent(asPut(file), file, async () => ({ statusCode, body: '', headers: { etag: '"e"' } })),
	).resolves.toBeDefined();
});

it('takes no good answer for stored that is not of a storage', async () => {
	const file = fileOf('x');
	const body = '<!doctype html><title>Sign in</title>';
	await expect(
		sent(asPut(file), file, async () => ({ statusCode: 200, body, headers: {} })),
	).rejects.toThrow("the storage returned 200 “a web page, 'Sign in'”");
});

it.each([
	[307, '', "'a.pdf' was not stored: the storage returned 307 (a redirect)"],
	[400, '', "'a.pdf' was not stored: the storage returned 400"],
	[
		403,
		'<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
		"'a.pdf' was not stored: the storage returned 403 AccessDenied “Request has expired”",
	],
	[503, '', "'a.pdf' was not stored: the storage returned 503"],
])('tells a %d answer (%j) as a refusal', async (statusCode, body, what) => {
	const file = fileOf('x');
	await expect(
		sent(asPut(file), file, async () => ({ statusCode, body, headers: {} })),
	).rejects.toMatchObject({ step: 'transfer', httpCode: statusCode, what });
});

it.each([
	[Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'ECONNRESET'],
	[new Error(`connect to ${PUT_ADDRESS}`), 'no response'],
])('tells a broken connection with its host and no more of the URL', async (thrown, why) => {
	const file = fileOf('x');
	const rejected = sent(asPut(file), file, async () => await Promise.reject(thrown));
	await expect(rejected).rejects.toMatchObject({
		step: 'transfer',
		httpCode: undefined,
		what: `'a.pdf' was not uploaded: the connection to s3.example.com was interrupted (${why})`,
		remedy: "Check n8n's network connection, then run this item again",
	});
	await expect(rejected).rejects.not.toHaveProperty('cause');
	await expect(rejected).rejects.not.toHaveProperty('message', expect.stringContaining('secret'));
});

it.each([
	['small', 10],
	['large', 3 * 1024 ** 2],
])('gives a %s file up that does not move, within a quarter of an hour', async (_size, bytes) => {
	const file = fileOf(Buffer.alloc(bytes), {}, 'stream');
	const httpRequest = jest.fn(async ({ abortSignal }: IHttpRequestOptions) => {
		// The watch does not keep the process alive; this timer does.
		const alive = setInterval(() => {}, 10);
		await once(abortSignal as AbortSignal, 'abort');
		clearInterval(alive);
		throw new Error('aborted');
	});
	const context = { helpers: { httpRequest } } as unknown as IExecuteFunctions;
	pace.msPerSecond = 3;
	const start = Date.now();
	await expect(
		send(context, asPut(file), file, { vendor: 'Vendor', signal: undefined }),
	).rejects.toMatchObject({
		transient: true,
		what: expect.stringContaining('was interrupted (ETIMEDOUT)'),
	});
	expect(httpRequest.mock.calls.length).toBeLessThanOrEqual(2);
	expect(Date.now() - start).toBeLessThan(15 * 60 * pace.msPerSecond);
	pace.msPerSecond = 1;
});

it.each([
	['ran out on the way', 60, 403, true],
	['ran out on the way, but something else was wrong', 60, 400, false],
	['is good still', 7_200, 403, false],
	['had run out before, by a clock that may be wrong', -60, 403, false],
])('a URL that %s tells whether a new one helps', async (_, seconds, statusCode, expired) => {
	const now = Date.now();
	const url = `${PUT_ADDRESS.split('&Expires')[0]}&Expires=${Math.floor(now / 1000) + seconds}`;
	const file = fileOf('x');
	const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
	const rejected = sent(putRequest(url, file), file, async () => {
		clock.mockReturnValue(now + 3_600_000);
		return { statusCode, body: 'Forbidden', headers: {} };
	});
	await expect(rejected).rejects.toMatchObject({ step: 'transfer', expired });
	clock.mockRestore();
});

it('sends nothing when the file cannot be opened', async () => {
	const gone = new Error('gone');
	const file = fileOf('x', { open: async () => await Promise.reject(gone) });
	const answer = jest.fn(STORED);
	await expect(sent(asPut(file), file, answer)).rejects.toMatchObject({
		step: 'input',
		what: "'a.pdf' was not sent: n8n's file storage did not return it (no reason given)",
	});
	expect(answer).not.toHaveBeenCalled();
});

it.each([
	[
		Object.assign(
			new Error('The request was blocked because it resolves to a restricted IP address'),
		),
		"n8n's SSRF protection does not allow calls to s3.example.com",
		/N8N_SSRF_ALLOWED_HOSTNAMES/,
	],
	[
		Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
		'the certificate of s3.example.com is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)',
		/NODE_EXTRA_CA_CERTS/,
	],
])('tells why nothing goes out, once: %s', async (thrown, what, remedy) => {
	const file = fileOf('x');
	await expect(
		sent(asPut(file), file, async () => await Promise.reject(thrown)),
	).rejects.toMatchObject({
		step: 'transfer',
		what: `'a.pdf' was not uploaded: ${what}`,
		remedy: expect.stringMatching(remedy),
		transient: false,
	});
});

it.each([
	['EIO', 'Run this item again'],
	[
		'ENOSPC',
		'The disk where n8n stores files is full. Free up space on it, then run this item again',
	],
])('tells that the file, and not the connection, broke off (%s)', async (code, remedy) => {
	const open = async () => {
		const stream = streamOf(Buffer.from('hello'));
		stream.once('data', () => stream.destroy(Object.assign(new Error('disk'), { code })));
		return stream;
	};
	const file = fileOf('hello', { open });
	await expect(
		sent(asPut(file), file, async ({ body }) => {
			await bytesOf(body as unknown as Readable);
			return await STORED({} as IHttpRequestOptions);
		}),
	).rejects.toMatchObject({
		step: 'input',
		what: `'a.pdf' was not sent: n8n's file storage did not return it (${code})`,
		remedy,
	});
});

it('does not blame the file when the connection broke within it', async () => {
	const file = fileOf('hello', { open: async () => streamOf(Buffer.from('hello')) });
	await expect(
		sent(asPut(file), file, async ({ body }) => {
			(body as unknown as Readable).destroy();
			await new Promise((resolve) => setImmediate(resolve));
			throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		}),
	).rejects.toMatchObject({ what: expect.stringContaining('was interrupted (ECONNRESET)') });
});
