import type { IExecuteFunctions } from 'n8n-workflow';
import { hostOf } from '../host';
import { withRetries } from '../retry';
import { seconds } from '../time';
import { runsOut } from './expiry';
import { patience, patienceOfAll } from './stall';
import { transferOnce, type StorageRequest, type Transfer } from './transfer';
import type { UploadFile } from './uploadFile';

/**
 * Sends a file to its presigned URL. No credential is involved: the URL itself is the permission,
 * and S3 refuses a request that carries another one.
 * @throws StepError with step `transfer`, or `input` for a file that cannot be read
 */
export async function send(
	context: IExecuteFunctions,
	request: StorageRequest,
	file: UploadFile,
	{ vendor, signal }: Transfer,
): Promise<void> {
	const hasRunOut = runsOut(request.expiresAt);
	const ofOne = patience(file.fileSize);
	// The same bytes under the same key: sending them again just overwrites them.
	await withRetries(
		async (left) => {
			const silence = Math.min(seconds(ofOne), left);
			await transferOnce(context, request, file, { vendor, signal, silence, hasRunOut });
		},
		{
			step: 'transfer',
			refusal: `'${file.fileName}' was not uploaded`,
			host: hostOf(context, new URL(request.url).host),
			patience: patienceOfAll(ofOne),
			signal,
		},
	);
}
