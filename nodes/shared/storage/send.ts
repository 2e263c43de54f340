import type { IExecuteFunctions } from 'n8n-workflow';
import { hostOf } from '../host';
import { withRetries } from '../retry';
import { seconds } from '../time';
import type { Around } from './body';
import { runsOut } from './expiry';
import { patience, patienceOfAll } from './stall';
import type { StorageAnswer } from './stored';
import { transferOnce } from './transfer';
import type { UploadFile } from './uploadFile';

/** A request that carries a file to the storage: everything but the bytes. */
export interface StorageRequest {
	method: 'PUT' | 'POST';
	url: string;
	headers: { 'Content-Type': string; 'Content-Length': string };
	around?: Around;
	/** When the URL says it expires, ISO 8601. */
	expiresAt?: string;
	/** Whether the storage says that it has the file. */
	isStored(answer: StorageAnswer): boolean;
}

/** What every attempt of a transfer shares. */
export interface Transfer {
	/** Whose support to contact when the storage refuses the file. */
	vendor: string;
	signal: AbortSignal | undefined;
}

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
