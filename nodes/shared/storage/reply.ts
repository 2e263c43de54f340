import { redact } from '../redact';
import { isTransient } from '../retry';
import type { UploadFile } from './source';

const AGAIN = 'Run this item again';
const EXPIRED = 'The upload address had expired: run this item again';
const MOVED = 'Tell the service: its upload address is out of date';
const LATER = 'The storage is busy: wait a minute, then run this item again';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const REMEDIES = new Map([
	[
		'AccessDenied',
		'The upload address does not allow this file as it is: run this item again, and tell the service if it stays so',
	],
	['EntityTooSmall', 'The file is smaller than the service allows: check it'],
	['ExpiredToken', EXPIRED],
	['InternalError', LATER],
	['NoSuchBucket', 'The storage of the service is gone: tell the service'],
	[
		'NotImplemented',
		'Something between n8n and the storage changed the request: check for a proxy',
	],
	['PermanentRedirect', MOVED],
	['RequestTimeout', 'The connection was too slow or broke: run this item again'],
	['RequestTimeTooSkewed', "Set the clock of n8n's machine right, then run this item again"],
	['ServiceUnavailable', LATER],
	[
		'SignatureDoesNotMatch',
		'The upload address was made for another file type: run this item again, and tell the service if it stays so',
	],
	['SlowDown', LATER],
	['TemporaryRedirect', MOVED],
]);

export interface StorageReply {
	/** S3's code and message, in quotes as far as they are its words. */
	said: string;
	remedy: string;
	/** Whether sending the same again has a chance. */
	transient: boolean;
	/** Whether the address, or the session that signed it, has certainly expired. */
	expired: boolean;
}

/**
 * What S3 said, for people: its code with its own message, and what to do about it.
 * Nothing else of the answer is used, since it repeats signatures and key ids.
 */
export function storageReply(
	status: number,
	body: string,
	file?: Pick<UploadFile, 'fileSize'>,
): StorageReply {
	return {
		...describeReply(status, body, file),
		transient: isTransientReply(status, body),
		expired: isExpired(body),
	};
}

function isExpired(body: string): boolean {
	const code = element(body, 'Code');
	if (code === 'ExpiredToken') return true;
	return code === 'AccessDenied' && /expired/i.test(element(body, 'Message'));
}

/** S3 answers 400 to a body that came too slowly, and that may be sent again. */
function isTransientReply(status: number, body: string): boolean {
	return isTransient(status, '') || element(body, 'Code') === 'RequestTimeout';
}

function describeReply(
	status: number,
	body: string,
	file?: Pick<UploadFile, 'fileSize'>,
): Omit<StorageReply, 'transient' | 'expired'> {
	const code = codeOf(body);
	if (!code) {
		if (status >= 300 && status < 400) return { said: 'with a redirect', remedy: MOVED };
		// What looks like one of S3's documents may repeat a signature further down.
		const said = body.trim() && !/<(\?xml|Error)\b/.test(body) ? `“${redact(body)}”` : '';
		return { said, remedy: status >= 500 ? LATER : `${AGAIN}, and check the network for a proxy` };
	}
	const message = redact(element(body, 'Message'));
	const said = `${code}${message ? ` “${message}”` : ''}`;
	if (/expired/i.test(message)) return { said, remedy: EXPIRED };
	if (code === 'EntityTooLarge' && file) {
		const most = element(body, 'MaxSizeAllowed');
		const limit = /^\d{1,20}$/.test(most) ? `, and ${most} are allowed` : '';
		return { said, remedy: `The file has ${file.fileSize} bytes${limit}: make it smaller` };
	}
	return { said, remedy: REMEDIES.get(code) ?? (status >= 500 ? LATER : AGAIN) };
}

/** S3's codes are single words; anything else is not one, and not fit for a message. */
function codeOf(body: string): string {
	const code = element(body, 'Code');
	return /^\w{1,64}$/.test(code) ? code : '';
}

/** The text of the first element of that name; S3's error documents are flat. */
function element(xml: string, name: string): string {
	const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
	return text.replace(
		/&(#x[0-9a-f]+|#\d+|\w+);/gi,
		(entity, name: string) => character(name) ?? entity,
	);
}

const NAMED = new Map([
	['amp', '&'],
	['apos', "'"],
	['gt', '>'],
	['lt', '<'],
	['quot', '"'],
]);

function character(name: string): string | undefined {
	if (!name.startsWith('#')) return NAMED.get(name);
	const point = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
	return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
