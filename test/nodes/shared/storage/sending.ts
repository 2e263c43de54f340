import type { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { postRequest } from '../../../../nodes/shared/storage/post';
import { putRequest } from '../../../../nodes/shared/storage/put';
import { send } from '../../../../nodes/shared/storage/send';
import type { StorageRequest } from '../../../../nodes/shared/storage/transfer';
import type { UploadFile } from '../../../../nodes/shared/storage/uploadFile';
import { bytesOf } from './file';

export const PUT_ADDRESS = 'https://s3.example.com/secret-bucket/key?Signature=secret&Expires=1';
const POLICY = { url: 'https://bucket.s3.example.com/', fields: { key: 'k', policy: 'secret' } };
export const asPut = (file: UploadFile) => putRequest(PUT_ADDRESS, file);
export const asPost = (file: UploadFile) => postRequest(POLICY, file);
export type Answer = (options: IHttpRequestOptions) => Promise<unknown>;
export const STORED: Answer = async () => ({
	statusCode: 200,
	body: '',
	headers: { etag: '"5d41402abc4b2a76b9719d911017c592"' },
});

/** Sends a file with an HTTP helper that returns this, and returns what the helper was called with. */
export async function sent(
	request: StorageRequest,
	file: UploadFile,
	answer = STORED,
	signal?: AbortSignal,
) {
	const httpRequest = jest.fn(async (options: IHttpRequestOptions) => {
		const response = await answer(options);
		// A storage does not take for stored what it has not read.
		const body = options.body as unknown as Readable;
		const { statusCode } = response as { statusCode: number };
		if (statusCode < 300 && !body.destroyed) await bytesOf(body);
		return response;
	});
	const context = { helpers: { httpRequest } } as unknown as IExecuteFunctions;
	await send(context, request, file, { vendor: 'Vendor', signal });
	expect(httpRequest).toHaveBeenCalledTimes(1);
	return httpRequest.mock.calls[0]![0];
}
