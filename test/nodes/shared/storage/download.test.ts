import { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { download } from '../../../../nodes/shared/storage/download';
import { pace } from '../../../../nodes/shared/time';
import { bytesOf } from './file';

const URL_ = 'https://s3.example.com/secret-bucket/key?Signature=secret';

const good = (text = '123456789', headers = {}) => ({
	statusCode: 200,
	headers: { 'content-type': 'application/pdf', 'content-length': '9', ...headers },
	body: Readable.from([Buffer.from(text)]),
});

const stores = async (bytes: Buffer | Readable, _name: unknown, mimeType?: string) => {
	const whole = await bytesOf(bytes);
	return { data: whole.toString('base64'), mimeType: mimeType ?? 'text/plain' };
};

/** Downloads with helpers that respond so. */
async function downloaded(helpers: object, name = 'contract', mint = async () => URL_) {
	const all = { httpRequest: async () => good(), prepareBinaryData: stores, ...helpers };
	const context = { helpers: all } as unknown as IExecuteFunctions;
	return await download(context, { mint, name, vendor: 'Vendor' }, undefined);
}

const failing = (code?: string) => async () =>
	await Promise.reject(Object.assign(new Error(`GET ${URL_}`), { code }));

beforeAll(() => {
	pace.msPerSecond = 1;
});

it.each([
	['ENOSPC', ' (ENOSPC)', 'The disk where n8n stores files is full. Free up space on it'],
	['EDQUOT', ' (EDQUOT)', 'The disk where n8n stores files is full. Free up space on it'],
	['EACCES', ' (EACCES)', "Check n8n's file storage and the free disk space"],
	[undefined, '', "Check n8n's file storage and the free disk space"],
])('says that n8n could not store the file (%s), and tries once', async (code, shown, remedy) => {
	const prepareBinaryData = jest.fn(failing(code));
	await expect(downloaded({ prepareBinaryData })).rejects.toMatchObject({
		step: 'request',
		what: `The file was not downloaded: n8n could not store the file${shown}`,
		remedy: `${remedy}, then run this item again`,
	});
	expect(prepareBinaryData).toHaveBeenCalledTimes(1);
});

it('says so when n8n stored another number of bytes than came', async () => {
	const prepareBinaryData = async (bytes: Buffer | Readable) => {
		await bytesOf(bytes);
		return { data: Buffer.from('12345').toString('base64'), mimeType: 'application/pdf' };
	};
	await expect(downloaded({ prepareBinaryData })).rejects.toMatchObject({
		what: 'The file was not downloaded: n8n could not store the file (5 of 9 bytes)',
	});
});

const breaking = (code: string) =>
	new Readable({
		read() {
			this.destroy(Object.assign(new Error('broken'), { code }));
		},
	});

it.each([
	['before the response', { httpRequest: failing('ECONNRESET') }, 'ECONNRESET'],
	['without a code', { httpRequest: failing() }, 'no response'],
	[
		'within the file',
		{ httpRequest: async () => ({ ...good(), body: breaking('ECONNRESET') }) },
		'ECONNRESET',
	],
	[
		'within a packed file',
		{ httpRequest: async () => ({ ...good(), body: breaking('Z_BUF_ERROR') }) },
		'Z_BUF_ERROR',
	],
	[
		'at its end',
		{ httpRequest: async () => good('12345', { 'content-length': '9000' }) },
		'received 5 of 9000 bytes',
	],
])('says that the connection was interrupted %s', async (_where, helpers, why) => {
	const rejected = downloaded(helpers);
	await expect(rejected).rejects.toMatchObject({
		step: 'request',
		what: `The file was not downloaded: the connection to s3.example.com was interrupted (${why})`,
		remedy: 'Run this item again',
	});
	await expect(rejected).rejects.not.toHaveProperty('message', expect.stringContaining('secret'));
});

it.each([
	[
		'The request was blocked because the destination hostname is restricted',
		undefined,
		"n8n's SSRF protection does not allow calls to s3.example.com",
		/N8N_SSRF_ALLOWED_HOSTNAMES/,
	],
	[
		'certificate has expired',
		'CERT_HAS_EXPIRED',
		'the certificate of s3.example.com is not trusted (CERT_HAS_EXPIRED)',
		/NODE_EXTRA_CA_CERTS/,
	],
])('tells why nothing is asked for, once: %s', async (message, code, what, remedy) => {
	const thrown = Object.assign(new Error(message), { code });
	const httpRequest = jest.fn(async () => await Promise.reject(thrown));
	await expect(downloaded({ httpRequest })).rejects.toMatchObject({
		what: `The file was not downloaded: ${what}`,
		remedy: expect.stringMatching(remedy),
	});
	expect(httpRequest).toHaveBeenCalledTimes(1);
});

it.each([
	['is larger unpacked', 'x'.repeat(5_000), '60'],
	['is hardly smaller unpacked', 'x'.repeat(5_000), '5023'],
	['has an unknown length', '123456789', undefined],
])('takes a file that %s', async (_what, text, length) => {
	const httpRequest = async () => good(text, { 'content-length': length });
	expect((await downloaded({ httpRequest })).fileSize).toBe(text.length);
});

it('asks for another URL when the first one has expired, and for nothing to be packed', async () => {
	const body = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
	const expired = { statusCode: 403, headers: {}, body: Readable.from([Buffer.from(body)]) };
	const httpRequest = jest.fn(async ({ url }: IHttpRequestOptions) =>
		url.includes('Expires=1&') ? expired : good(),
	);
	let minted = 0;
	const mint = jest.fn(async () => `${URL_}&Expires=${(minted += 1)}&x`);
	const { fileName, fileSize } = await downloaded({ httpRequest }, 'contract', mint);

	expect([fileName, fileSize]).toEqual(['contract.pdf', 9]);
	expect(mint).toHaveBeenCalledTimes(2);
	expect(httpRequest.mock.calls.map(([{ headers }]) => headers)).toEqual([
		{ 'Accept-Encoding': 'identity' },
		{ 'Accept-Encoding': 'identity' },
	]);
});

/** Downloads a file of this name whose storage sends these headers. */
async function named(name: string, headers: Record<string, string>) {
	const response = { statusCode: 200, headers, body: Readable.from([Buffer.from('%PDF')]) };
	const { file, fileName, mimeType } = await downloaded(
		{ httpRequest: async () => response },
		name,
	);
	expect(file.fileName).toBe(fileName);
	return [fileName, mimeType];
}

it.each([
	['g.pdf', 'application/pdf', undefined, 'g.pdf', 'application/pdf'],
	['g', 'application/pdf', undefined, 'g.pdf', 'application/pdf'],
	['g', 'Application/X-PDF; charset=x', 'attachment', 'g.pdf', 'application/pdf'],
	['g.pdf', 'binary/octet-stream', undefined, 'g.pdf', 'application/pdf'],
	['g', 'binary/octet-stream', undefined, 'g.pdf', 'application/pdf'],
	['g', 'application/octet-stream', undefined, 'g.pdf', 'application/pdf'],
	['g', '', 'attachment; filename=combined', 'combined.pdf', 'application/pdf'],
	['g.zip', 'binary/octet-stream', undefined, 'g.zip', 'application/zip'],
	['g', 'application/pdf', 'attachment; filename="a; b.pdf"', 'a; b.pdf', 'application/pdf'],
	[
		'g',
		'application/pdf',
		"attachment; filename*=UTF-8'en'%2Fr%C3%A9.pdf",
		'r\u00e9.pdf',
		'application/pdf',
	],
	['g', 'image/png', 'attachment; filename=combined', 'combined.png', 'image/png'],
	[
		'b92fef93-437f-4a05-adb7-182357b8a1f0',
		'application/pdf',
		undefined,
		'b92fef93-437f-4a05-adb7-182357b8a1f0.pdf',
		'application/pdf',
	],
])('names the file %s of type %s (%s) %s', async (name, type, disposition, fileName, mimeType) => {
	const headers = {
		'content-type': type,
		...(disposition ? { 'content-disposition': disposition } : {}),
	};
	expect(await named(name, headers)).toEqual([fileName, mimeType]);
});

it('has read no more of a web page than tells it, and closes it', async () => {
	let given = 0;
	const body = new Readable({
		read() {
			given += 1;
			this.push(Buffer.alloc(65_536, '<html>'));
		},
	});
	const prepareBinaryData = jest.fn(stores);
	const httpRequest = async () => ({ ...good(), body });
	const refused = downloaded({ httpRequest, prepareBinaryData });
	await expect(refused).rejects.toThrow('contains a web page');
	expect(given).toBeLessThanOrEqual(3);
	expect(body.destroyed).toBe(true);
	expect(prepareBinaryData).not.toHaveBeenCalled();
});

it('asks for another URL when a web page came after the first one had expired', async () => {
	const page = () => ({ ...good('<html>'), headers: {} });
	const soon = Math.floor(Date.now() / 1000) + 60;
	const httpRequest = async ({ url }: IHttpRequestOptions) => {
		if (!url.includes('Expires')) return good();
		jest.spyOn(Date, 'now').mockReturnValue(soon * 1000);
		return page();
	};
	const urls = [`${URL_}&Expires=${soon}`, URL_];
	const mint = jest.fn(async () => urls.shift()!);
	const { fileSize } = await downloaded({ httpRequest }, 'contract.pdf', mint);
	jest.restoreAllMocks();

	expect(fileSize).toBe(9);
	expect(mint).toHaveBeenCalledTimes(2);
	const always = downloaded({ httpRequest: async () => page() }, 'contract.pdf');
	await expect(always).rejects.toMatchObject({ expired: false, transient: false });
});

it.each([
	['nothing', ''],
	['a web page', '<html>'],
])('takes %s that was cut for what it is', async (_what, text) => {
	const httpRequest = jest
		.fn<Promise<ReturnType<typeof good>>, []>(async () => good())
		.mockImplementationOnce(async () => good(text, { 'content-length': '9000' }));
	expect((await downloaded({ httpRequest }, 'contract.pdf')).fileSize).toBe(9);
	expect(httpRequest).toHaveBeenCalledTimes(2);
});
