import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { hostOf } from '../host';
import { withRetries } from '../retry';
import { seconds } from '../time';
import { dispositionName } from './contentDisposition';
import { expiresAt, runsOut } from './expiry';
import { cleanFileName, extensionOf } from './fileName';
import { registeredType, typeBySigns } from './fileType';
import { receiveOnce, type Received } from './receive';
import { withRenewal } from './renewal';
import { patienceOfAll, SILENCE } from './stall';

export interface Download {
	file: IBinaryData;
	fileName: string;
	mimeType: string;
	/** Bytes. */
	fileSize: number;
}

/** What to download. */
export interface DownloadSource {
	/** Asks for its presigned URL, and for another one when that has expired. */
	mint: () => Promise<string>;
	/** For a file whose storage does not name it; its extension may be missing. */
	name: string;
	/** Whose support to contact when the storage refuses. */
	vendor: string;
}

/**
 * Streams a file from its presigned URL into n8n's binary store, from its beginning again when that was
 * interrupted. No credential is sent, and no redirect is followed.
 * @throws StepError with step `request`, or what `mint` threw
 */
export async function download(
	context: IExecuteFunctions,
	{ mint, name, vendor }: DownloadSource,
	signal: AbortSignal | undefined,
): Promise<Download> {
	let named = name;
	const typeOf = (headers: Record<string, unknown>) => {
		named = dispositionName(textHeader(headers, 'content-disposition')) || name;
		const declared = textHeader(headers, 'content-type');
		return typeBySigns(declared, [extensionOf(named)]) ?? registeredType(declared);
	};
	const receive = async (url: string): Promise<Received> => {
		const attempt = { vendor, typeOf, signal, hasRunOut: runsOut(expiresAt(url)) };
		return await withRetries(
			async (left) => {
				const silence = Math.min(seconds(SILENCE), left);
				return await receiveOnce(context, url, { ...attempt, silence });
			},
			{
				step: 'request',
				refusal: 'The file was not downloaded',
				host: hostOf(context, new URL(url).host),
				patience: patienceOfAll(SILENCE),
				signal,
			},
		);
	};
	const { file, fileSize } = await withRenewal({ slot: await mint(), mint, vendor }, receive);
	const fileName = cleanFileName(named, registeredType(file.mimeType));
	return { file: { ...file, fileName }, fileName, mimeType: file.mimeType, fileSize };
}

const textHeader = (headers: Record<string, unknown>, name: string): string =>
	String(headers[name] ?? '');
