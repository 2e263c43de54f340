import { createHash, createHmac, timingSafeEqual } from 'crypto';
import type { Delivery } from './delivery';

/** How far apart the clocks may be, and how old a delivery that somebody recorded; both vendors say so. */
const TOLERANCE_SECONDS = 300;

/** How a vendor signs. */
export interface Signing {
	/** Undefined or empty refuses everything: anybody can sign with an empty key. */
	key: Buffer | undefined;
	encoding: 'base64' | 'hex';
}

/**
 * Whether a delivery is signed with the key, within the last or next five minutes. The scheme is that of
 * Standard Webhooks, in which the vendors differ in key and encoding:
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function isSigned(delivery: Delivery, { key, encoding }: Signing): boolean {
	const { id, timestamp, signature, body } = delivery;
	if (!key?.length || !id || !body || !isRecent(timestamp)) return false;
	const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
	// Several, while a secret is being replaced by another.
	return signature.split(/\s+/).some((entry) => {
		if (!entry.startsWith('v1,')) return false;
		const text = entry.slice('v1,'.length);
		const given = Buffer.from(text, encoding);
		// Decoding skips what does not belong there.
		if (given.toString(encoding) !== text) return false;
		return given.length === expected.length && timingSafeEqual(given, expected);
	});
}

function isRecent(timestamp: string): boolean {
	if (!/^\d{1,12}$/.test(timestamp)) return false;
	return Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}

/** Compares in a time that tells nothing of where two texts differ, nor of their lengths. */
export function isSameText(given: string, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}
