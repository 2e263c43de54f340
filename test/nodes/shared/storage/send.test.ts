import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { limiter } from '../../../../nodes/shared/node/limit';
import { send } from '../../../../nodes/shared/storage/send';
import { sendFiles } from '../../../../nodes/shared/storage/sendFiles';
import type { StorageRequest } from '../../../../nodes/shared/storage/transfer';
import type { UploadFile } from '../../../../nodes/shared/storage/uploadFile';
import { pace } from '../../../../nodes/shared/time';
import { settled } from '../deferred';
import { bytesOf, fileOf, streamOf } from './file';
import { asPost, asPut, sent, STORED, type Answer } from './sending';

const shapes: Array<[string, (file: UploadFile) => StorageRequest]> = [
	['PUT', asPut],
	['POST', asPost],
];

/** A file whose single stream the test can inspect. */
function watched(): { file: UploadFile; source: Readable } {
	const source = streamOf(Buffer.from('hello')) as Readable;
	return { source, file: fileOf('hello', { open: async () => source }) };
}

describe.each(shapes)('the request of a %s', (method, requestOf) => {
	it('carries URL, length and type, and no credential or other header', async () => {
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
			encoding: 'stream',
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
				return await STORED(asked);
			});
			expect(body?.toString()).toContain('hello');
			expect(options.headers).toMatchObject({ 'Content-Length': String(body?.length) });
		},
	);
});

const endings: Array<[string, Answer]> = [
	['is refused', async () => ({ statusCode: 403, body: '', headers: {} })],
	['loses its connection', async () => await Promise.reject(new Error('gone'))],
];

describe.each(shapes)('after a %s', (_method, requestOf) => {
	const closed = async (source: Readable) => {
		if (!source.closed) await new Promise((resolve) => source.once('close', resolve));
		// A stream may emit an error after it has closed. Without a listener, that would end n8n.
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

it('takes no response for stored that comes before the file was read', async () => {
	const file = fileOf('hello', { open: async () => streamOf(Buffer.from('hello')) });
	const httpRequest = jest.fn(STORED);
	pace.msPerSecond = 1;
	const context = { helpers: { httpRequest } } as unknown as IExecuteFunctions;
	const sending = send(context, asPut(file), file, { vendor: 'Vendor', signal: undefined });

	await expect(sending).rejects.toThrow('was interrupted (it responded too early)');
	pace.msPerSecond = 1000;
	expect(httpRequest.mock.calls.length).toBeGreaterThan(5);
});

describe("a file that n8n's storage does not give", () => {
	const never = fileOf('hello', { open: async () => await new Promise<Readable>(() => {}) });
	const httpRequest = jest.fn(STORED);
	const context = { helpers: { httpRequest } } as unknown as IExecuteFunctions;

	afterEach(() => {
		pace.msPerSecond = 1000;
		expect(httpRequest).not.toHaveBeenCalled();
	});

	it('is not waited for without end', async () => {
		pace.msPerSecond = 1;
		const sending = send(context, asPut(never), never, { vendor: 'Vendor', signal: undefined });

		await expect(sending).rejects.toThrow('(ETIMEDOUT)');
	});

	it('is not waited for when the execution is canceled', async () => {
		const { signal, abort } = cancelable();
		const sending = send(context, asPut(never), never, { vendor: 'Vendor', signal });
		abort();

		await expect(sending).rejects.toThrow('canceled');
	});

	it('is not waited for either where its first bytes tell its type', async () => {
		pace.msPerSecond = 1;
		const decide = () => ({ fileName: 'a.pdf', mimeType: 'application/pdf' });
		const run = { transfer: limiter(1), signal: undefined };
		const sending = sendFiles([{ ...never, decide }], run, { send: async () => 'key' });

		await expect(sending).rejects.toThrow('(ETIMEDOUT)');
	});
});

function cancelable() {
	const controller = new AbortController();
	return { signal: controller.signal, abort: () => controller.abort(new Error('canceled')) };
}
