import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { postRequest } from '../../../../nodes/shared/upload/post';
import { putRequest } from '../../../../nodes/shared/upload/put';
import { send, type StorageRequest } from '../../../../nodes/shared/upload/send';
import type { UploadFile } from '../../../../nodes/shared/upload/source';
import { settled } from '../deferred';
import { bytesOf, fileOf, streamOf } from './file';

const PUT_ADDRESS = 'https://s3.example.com/secret-bucket/key?Signature=secret&Expires=1';
const POLICY = { url: 'https://bucket.s3.example.com/', fields: { key: 'k', policy: 'secret' } };
const asPut = (file: UploadFile) => putRequest(PUT_ADDRESS, file);
const asPost = (file: UploadFile) => postRequest(POLICY, file);
const shapes: Array<[string, (file: UploadFile) => StorageRequest]> = [
	['PUT', asPut],
	['POST', asPost],
];

type Answer = (options: IHttpRequestOptions) => Promise<unknown>;
const STORED: Answer = async () => ({ statusCode: 200, body: '', headers: {} });

/** Sends a file with an HTTP helper that answers so, and returns what the helper was asked for. */
async function sent(
	request: StorageRequest,
	file: UploadFile,
	answer = STORED,
	signal?: AbortSignal,
) {
	const httpRequest = jest.fn(answer);
	const context = { helpers: { httpRequest } } as unknown as IExecuteFunctions;
	await send(context, request, file, signal);
	expect(httpRequest).toHaveBeenCalledTimes(1);
	return httpRequest.mock.calls[0]![0];
}

/** A file whose one stream the test can look at. */
function watched(): { file: UploadFile; source: Readable } {
	const source = streamOf(Buffer.from('hello')) as Readable;
	return { source, file: fileOf('hello', { open: async () => source }) };
}

describe.each(shapes)('the request of a %s', (method, requestOf) => {
	it('carries address, length and type, and no credential or other header', async () => {
		const file = fileOf('hello');
		const request = requestOf(file);
		const options = await sent(request, file);
		expect(options).toMatchObject({ method, url: request.url });
		expect(options.headers).toEqual(request.headers);
		expect(Object.keys(options.headers!).sort()).toEqual(['Content-Length', 'Content-Type']);
		expect(options).not.toHaveProperty('auth');
		expect(options).not.toHaveProperty('qs');
	});

	it('follows no redirect, has no time-out and leaves every status to this package', async () => {
		const file = fileOf('hello');
		expect(await sent(requestOf(file), file)).toMatchObject({
			disableFollowRedirect: true,
			timeout: 0,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			encoding: 'text',
		});
	});

	it.each(['buffer', 'stream'] as const)('is aborted with the execution (%s)', async (as) => {
		const abort = new AbortController();
		const file = fileOf('hello', {}, as);
		const { abortSignal } = await sent(requestOf(file), file, STORED, abort.signal);
		abort.abort();
		expect((abortSignal as AbortSignal).aborted).toBe(true);
	});

	it.each(['buffer', 'stream'] as const)(
		'has a body, from a %s, that is as long as declared',
		async (as) => {
			const file = fileOf('hello', {}, as);
			let body: Buffer | undefined;
			const options = await sent(requestOf(file), file, async (asked) => {
				body = await bytesOf(asked.body as unknown as Buffer | Readable);
				return { statusCode: 204, body: '', headers: {} };
			});
			expect(body?.toString()).toContain('hello');
			expect(options.headers).toMatchObject({ 'Content-Length': String(body?.length) });
		},
	);
});

const endings: Array<[string, Answer]> = [
	['is stored', STORED],
	['is refused', async () => ({ statusCode: 403, body: '', headers: {} })],
	['loses its connection', async () => await Promise.reject(new Error('gone'))],
];

describe.each(shapes)('after a %s', (_method, requestOf) => {
	const closed = async (source: Readable) => {
		if (!source.closed) await new Promise((resolve) => source.once('close', resolve));
		// A stream may complain after it has closed. Nobody would listen, and that ends n8n.
		await settled();
	};

	it.each(endings)('quietly closes the file that was not read when it %s', async (_how, answer) => {
		const { file, source } = watched();
		await sent(requestOf(file), file, answer).catch(() => {});
		await closed(source);
		expect(source.destroyed).toBe(true);
	});

	it.each(endings)(
		'quietly closes the file that was read in part when it %s',
		async (_how, answer) => {
			const { file, source } = watched();
			let body: Readable | undefined;
			await sent(requestOf(file), file, async (options) => {
				body = options.body as unknown as Readable;
				await once(body, 'readable');
				body.read(1);
				return await answer(options);
			}).catch(() => {});
			await closed(source);
			expect([source.destroyed, body?.destroyed]).toEqual([true, true]);
		},
	);
});

it('opens the file once for every attempt', async () => {
	const open = jest.fn(async () => streamOf(Buffer.from('hello')));
	const file = fileOf('hello', { open });
	await sent(asPut(file), file);
	await sent(asPut(file), file);
	expect(open).toHaveBeenCalledTimes(2);
});

it.each([200, 201, 204])('takes %d for stored', async (statusCode) => {
	const file = fileOf('x');
	await expect(
		sent(asPut(file), file, async () => ({ statusCode, body: 'anything', headers: {} })),
	).resolves.toBeDefined();
});

it.each([
	[307, '', "'a.pdf' was not stored: the storage answered 307 with a redirect"],
	[400, '', "'a.pdf' was not stored: the storage answered 400"],
	[
		403,
		'<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
		"'a.pdf' was not stored: the storage answered 403 AccessDenied “Request has expired”",
	],
	[503, undefined, "'a.pdf' was not stored: the storage answered 503"],
])('tells a %d answer (%j) as a refusal', async (statusCode, body, what) => {
	const file = fileOf('x');
	await expect(
		sent(asPut(file), file, async () => ({ statusCode, body, headers: {} })),
	).rejects.toMatchObject({ step: 'transfer', httpCode: statusCode, what });
});

it.each([
	[Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'ECONNRESET'],
	[new Error(`connect to ${PUT_ADDRESS}`), 'no answer'],
])('tells a broken connection with its host and no more of the address', async (thrown, why) => {
	const file = fileOf('x');
	const rejected = sent(asPut(file), file, async () => await Promise.reject(thrown));
	await expect(rejected).rejects.toMatchObject({
		step: 'transfer',
		httpCode: undefined,
		what: `'a.pdf' did not reach the storage: the connection to s3.example.com ended early (${why})`,
		remedy: 'Check the network of n8n, then run this item again',
	});
	await expect(rejected).rejects.not.toHaveProperty('cause');
	await expect(rejected).rejects.not.toHaveProperty('message', expect.stringContaining('secret'));
});

it.each(['buffer', 'stream'] as const)('ends a transfer that does not move (%s)', async (as) => {
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(Math.ceil(ms / 10_000)));
	const file = fileOf('hello', {}, as);
	const httpRequest = jest.fn(async ({ abortSignal }: IHttpRequestOptions) => {
		// The watch does not keep the process alive; this timer does.
		const alive = setInterval(() => {}, 10);
		await once(abortSignal as AbortSignal, 'abort');
		clearInterval(alive);
		throw new Error('aborted');
	});
	jest.spyOn(Math, 'random').mockReturnValue(0);
	const context = { helpers: { httpRequest } } as unknown as IExecuteFunctions;
	await expect(send(context, asPut(file), file, undefined)).rejects.toMatchObject({
		transient: true,
		what: expect.stringContaining('ended early (ETIMEDOUT)'),
	});
	expect(httpRequest).toHaveBeenCalledTimes(4);
	jest.restoreAllMocks();
});

it('sends nothing when the file cannot be opened', async () => {
	const gone = new Error('gone');
	const file = fileOf('x', { open: async () => await Promise.reject(gone) });
	const answer = jest.fn(STORED);
	await expect(sent(asPut(file), file, answer)).rejects.toBe(gone);
	expect(answer).not.toHaveBeenCalled();
});
