import { redact } from '../redact';
import type { UploadFile } from './source';

const AGAIN = 'Run this item again';
const LATER = 'The storage is busy: wait a minute, then run this item again';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const REMEDIES: Record<string, string> = {
	AccessDenied:
		'The upload address does not allow this file as it is: run this item again, and tell the service if it stays so',
	EntityTooSmall: 'The file is smaller than the service allows: check it',
	ExpiredToken: `The upload address had expired: ${AGAIN.toLowerCase()}`,
	InternalError: LATER,
	NoSuchBucket: 'The storage of the service is gone: tell the service',
	RequestTimeout: `The connection was too slow or broke: ${AGAIN.toLowerCase()}`,
	RequestTimeTooSkewed: "Set the clock of n8n's machine right, then run this item again",
	ServiceUnavailable: LATER,
	SignatureDoesNotMatch:
		'The upload address was made for another file type: run this item again, and tell the service if it stays so',
	SlowDown: LATER,
};

/**
 * What S3 said, for people: its code with its own message, and what to do about it.
 * Nothing else of the answer is used, since it repeats signatures and key ids.
 */
export function storageReply(
	status: number,
	body: string,
	file: UploadFile,
): { said: string; remedy: string } {
	const code = element(body, 'Code');
	if (!code) {
		const said = body.trim() ? `“${redact(body)}”` : '';
		if (status >= 300 && status < 400) {
			return {
				said: 'with a redirect',
				remedy: 'Tell the service: its upload address is out of date',
			};
		}
		return { said, remedy: status >= 500 ? LATER : `${AGAIN}, and check the network for a proxy` };
	}
	const message = redact(element(body, 'Message'));
	const said = `${code}${message ? ` “${message}”` : ''}`;
	if (/expired/i.test(message)) return { said, remedy: REMEDIES.ExpiredToken ?? AGAIN };
	if (code === 'EntityTooLarge') {
		const most = element(body, 'MaxSizeAllowed');
		const limit = most ? `, and ${most} are allowed` : '';
		return { said, remedy: `The file has ${file.fileSize} bytes${limit}: make it smaller` };
	}
	return { said, remedy: REMEDIES[code] ?? (status >= 500 ? LATER : AGAIN) };
}

/** The text of the first element of that name; S3's error documents are flat. */
function element(xml: string, name: string): string {
	const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
	return text.replace(
		/&(#x[0-9a-f]+|#\d+|\w+);/gi,
		(entity, name: string) => character(name) ?? entity,
	);
}

const NAMED: Record<string, string> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

function character(name: string): string | undefined {
	if (!name.startsWith('#')) return NAMED[name];
	const point = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
	return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
