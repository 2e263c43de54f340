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
