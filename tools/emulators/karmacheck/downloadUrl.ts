import type { Answer } from '../vendor/types';
import type { KarmaCheckState } from './state';
import { storeFile } from './systemDocuments';

/** The response is the URL and nothing else, without an envelope; this wraps it in something. */
const QUIRKS = {
	bare: (url: string) => url,
	quoted: (url: string) => `"${url}"`,
	lineBreak: (url: string) => `${url}\n`,
};

/** A presigned GET URL as text/html. A file that KarmaCheck itself makes is stored when first asked for. */
export async function downloadUrl(
	{ storage, bucket, downloadUrlQuirk }: KarmaCheckState,
	key: string,
	expiresInSeconds: number,
): Promise<Answer> {
	const isOwn = /^(escreen|report)-/.test(key);
	if (isOwn && !(await storage.exists(bucket, key))) await storeFile(storage, bucket, key);
	const url = await storage.presignGet({ bucket, key, expiresInSeconds });
	return {
		headers: { 'Content-Type': 'text/html; charset=utf-8' },
		text: QUIRKS[downloadUrlQuirk](url),
	};
}
