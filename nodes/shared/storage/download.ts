import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { hostOf } from '../host';
import { withRetries } from '../retry';
import { seconds } from '../time';
import { expiresAt, runsOut } from './expiry';
import { identified, type Identity, type Wanted } from './identity';
import { receiveOnce, type Received } from './receive';
import { withRenewal } from './renewal';
import { patienceOfAll, SILENCE } from './stall';

export interface Download extends Identity {
	file: IBinaryData;
	/** Bytes. */
	fileSize: number;
}

/** What to download. */
export interface DownloadSource extends Wanted {
	/** Asks for its presigned URL, and for another one when that has expired. */
	mint: () => Promise<string>;
}

/**
 * Streams a file from its presigned URL into n8n's binary store, from its beginning again when that was
 * interrupted. No credential is sent, and no redirect is followed.
 * @param source what it is, and where it comes from
 * @throws StepError with step `request`, or what `mint` threw
 */
export async function download(
	context: IExecuteFunctions,
	source: DownloadSource,
	signal: AbortSignal | undefined,
): Promise<Download> {
	const { mint, vendor } = source;
	const identity: Identity = { fileName: '', mimeType: '' };
	const receive = async (url: string): Promise<Received> => {
		const hasRunOut = runsOut(expiresAt(url));
		const typeOf = (headers: Record<string, unknown>, head: Buffer) =>
			Object.assign(identity, identified(headers, head, source, hasRunOut())).mimeType;
		const attempt = { vendor, typeOf, signal, hasRunOut };
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
	return { file: { ...file, fileName: identity.fileName }, ...identity, fileSize };
}
