import { redact } from '../redact';
import { isTransient } from '../retry';
import type { UploadFile } from './uploadFile';
import { element } from './xml';

const AGAIN = 'Run this item again';
const EXPIRED = 'The URL has expired. Run this item again';
const MOVED = 'The URL is out of date. Contact {vendor} support';
const LATER = 'The storage is busy. Wait a minute, then run this item again';

/** By S3's code: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const REMEDIES = new Map([
	[
		'AccessDenied',
		'The upload URL does not accept this file. Run this item again; if it persists, contact {vendor} support',
	],
	[
		'EntityTooSmall',
		'The file is smaller than the service accepts. Check the node that produces it',
	],
	['ExpiredToken', EXPIRED],
	['InternalError', LATER],
	['NoSuchBucket', 'The storage that the URL points to no longer exists. Contact {vendor} support'],
	[
		'NotImplemented',
		'Something between n8n and the storage changed the request. Check for a proxy',
	],
	['PermanentRedirect', MOVED],
	['RequestTimeout', 'The connection was too slow or was interrupted. Run this item again'],
	[
		'RequestTimeTooSkewed',
		'Correct the clock on the machine running n8n, then run this item again',
	],
	['ServiceUnavailable', LATER],
	[
		'SignatureDoesNotMatch',
		'The upload URL was signed for a different file type. Run this item again; if it persists, contact {vendor} support',
	],
	['SlowDown', LATER],
	['TemporaryRedirect', MOVED],
]);

const NOT_GIVEN =
	'The download URL was not accepted. Run this item again; if it persists, contact {vendor} support';

/** The same where a download differs from an upload. */
const DOWNLOAD_REMEDIES = new Map([
	['AccessDenied', NOT_GIVEN],
	['InvalidObjectState', 'The file is archived. Contact {vendor} support'],
	['NoSuchKey', 'The file is no longer in the storage. Contact {vendor} support'],
	['SignatureDoesNotMatch', NOT_GIVEN],
]);

export interface StorageReply {
	/** S3's code and message, its own words in quotes. */
	reason: string;
	remedy: string;
	/** Whether sending the same request again may succeed. */
	transient: boolean;
	/** Whether the URL, or the session that signed it, has certainly expired. */
	expired: boolean;
}

/** What a message may say about the transfer; it is a download where no size is known. */
export interface TransferFacts extends Partial<Pick<UploadFile, 'fileSize'>> {
	/** Whose support to contact. */
	vendor: string;
}

/**
 * What S3 returned, in words for people: its code with its own message, and what to do about it.
 * Nothing else in the response is used, since it repeats signatures and key IDs.
 */
export function storageReply(status: number, body: string, facts: TransferFacts): StorageReply {
	const { reason, remedy } = describeReply(status, body, facts);
	return {
		reason,
		remedy: remedy.replace('{vendor}', facts.vendor),
		transient: isTransientReply(status, body),
		expired: isExpired(body),
	};
}

function isExpired(body: string): boolean {
	const code = element(body, 'Code');
	if (code === 'ExpiredToken') return true;
	return code === 'AccessDenied' && /expired/i.test(element(body, 'Message'));
}

/** S3 returns 400 for a body that arrives too slowly, which may be sent again. */
function isTransientReply(status: number, body: string): boolean {
	return isTransient(status, '') || element(body, 'Code') === 'RequestTimeout';
}

function describeReply(
	status: number,
	body: string,
	{ fileSize }: TransferFacts,
): Pick<StorageReply, 'reason' | 'remedy'> {
	const code = codeOf(body);
	if (!code) {
		if (status >= 300 && status < 400) return { reason: '(a redirect)', remedy: MOVED };
		const reason = isQuotable(status, body) ? `“${redact(body)}”` : '';
		const remedy = status >= 500 ? LATER : `${AGAIN}, and check the network for a proxy`;
		return { reason, remedy };
	}
	const message = redact(element(body, 'Message'));
	const reason = `${code}${message ? ` “${message}”` : ''}`;
	if (/expired/i.test(message)) return { reason, remedy: EXPIRED };
	if (code === 'EntityTooLarge' && fileSize !== undefined) {
		const max = element(body, 'MaxSizeAllowed');
		const limit = /^\d{1,20}$/.test(max) ? `; the service accepts up to ${max}` : '';
		return { reason, remedy: `The file is ${fileSize} bytes${limit}. Make it smaller` };
	}
	const ofDownload = fileSize === undefined ? DOWNLOAD_REMEDIES.get(code) : undefined;
	const remedy = ofDownload ?? REMEDIES.get(code) ?? (status >= 500 ? LATER : AGAIN);
	return { reason, remedy };
}

/**
 * What looks like an S3 error document may repeat a signature further down, and data that came instead
 * of a storage's answer is not for people.
 */
function isQuotable(status: number, body: string): boolean {
	if (status < 300 && /^\s*[[{]/.test(body)) return false;
	return body.trim() !== '' && !/<(\?xml|Error)\b/.test(body);
}

/** S3's codes are single words; anything else is not one and must not be shown in a message. */
function codeOf(body: string): string {
	const code = element(body, 'Code');
	return /^\w{1,64}$/.test(code) ? code : '';
}
