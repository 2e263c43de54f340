import type { IExecuteFunctions } from 'n8n-workflow';
import { download } from '../../../../nodes/shared/storage/download';

const source = {
	url: 'https://s3.example.com/secret-bucket/key?Signature=secret',
	name: 'contract',
	vendor: 'Vendor',
};

/** Downloads with helpers that respond so. */
async function downloaded(helpers: object) {
	const response = {
		statusCode: 200,
		headers: { 'content-type': 'application/pdf', 'content-length': '9' },
		body: {},
	};
	const all = { httpRequest: async () => response, ...helpers };
	const context = { helpers: all } as unknown as IExecuteFunctions;
	return await download(context, source, undefined);
}

const failing = (code?: string) => async () =>
	await Promise.reject(Object.assign(new Error(`GET ${source.url}`), { code }));

it.each([
	['ENOSPC', ' (ENOSPC)'],
	['EACCES', ' (EACCES)'],
	[undefined, ''],
])('says that n8n could not store the file (%s)', async (code, shown) => {
	await expect(downloaded({ prepareBinaryData: failing(code) })).rejects.toMatchObject({
		step: 'request',
		what: `The file was not downloaded: n8n could not store the file${shown}`,
		remedy: "Check n8n's file storage and the free disk space, then run this item again",
	});
});

it.each([
	['before the response', { httpRequest: failing('ECONNREFUSED') }, 'ECONNREFUSED'],
	['without a code', { httpRequest: failing() }, 'no response'],
	['within the file', { prepareBinaryData: failing('ECONNRESET') }, 'ECONNRESET'],
	[
		'at its end',
		{
			prepareBinaryData: async () => {
				return { data: Buffer.from('12345').toString('base64'), mimeType: 'application/pdf' };
			},
		},
		'received 5 of 9 bytes',
	],
])('says that the connection was interrupted %s', async (_where, helpers, why) => {
	await expect(downloaded(helpers)).rejects.toMatchObject({
		step: 'request',
		what: `The file was not downloaded: the connection to s3.example.com was interrupted (${why})`,
		remedy: 'Run this item again',
	});
});

/** Downloads a file of this name whose storage sends these headers. */
async function named(name: string, headers: Record<string, string>) {
	const data = Buffer.from('%PDF').toString('base64');
	const prepareBinaryData = jest.fn(async (_: unknown, _name: unknown, mimeType?: string) => {
		return { data, mimeType: mimeType ?? 'text/plain' };
	});
	const response = { statusCode: 200, headers, body: {} };
	const helpers = { httpRequest: async () => response, prepareBinaryData };
	const context = { helpers } as unknown as IExecuteFunctions;
	const { file, fileName, mimeType } = await download(context, { ...source, name }, undefined);
	expect(file.fileName).toBe(fileName);
	return [fileName, mimeType];
}

it.each([
	['g.pdf', 'application/pdf', undefined, 'g.pdf', 'application/pdf'],
	['g', 'application/pdf', undefined, 'g.pdf', 'application/pdf'],
	['g', 'Application/X-PDF; charset=x', 'attachment', 'g.pdf', 'application/pdf'],
	['g.pdf', 'binary/octet-stream', undefined, 'g.pdf', 'application/pdf'],
	['g', 'binary/octet-stream', undefined, 'g', 'binary/octet-stream'],
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
