import { xml } from '../storage/errors';

/** What happens to a request on its way; `after` means once the work behind is done. */
export type Fault =
	/** The connection is reset: the request is never passed on, half of its body is, or all of it. */
	| { kind: 'reset'; when: 'before' | 'body' | 'after' }
	/** Nothing moves until the client hangs up; `body` is read no further than halfway. */
	| { kind: 'stall'; when: 'before' | 'body' | 'after' }
	/** The request is passed on at this pace. */
	| { kind: 'slow'; bytesPerSecond: number }
	/** The connection ends in the middle of the real response. */
	| { kind: 'truncate' }
	/** The real response, announced as so many bytes longer or, if negative, shorter than it is. */
	| { kind: 'wrongLength'; by: number }
	/** The real response is sent twice on the same connection. */
	| { kind: 'duplicate' }
	/** The real response waits until a later request is answered, or this long at most. */
	| { kind: 'overtaken'; ms: number }
	/** The real response, and then nothing listens on the port for a while. */
	| { kind: 'outage'; ms: number }
	/**
	 * The request is passed on so much later, and what comes of it reaches nobody: another response, or
	 * the reset of the connection, comes at once, or nothing until the client hangs up.
	 */
	| { kind: 'late'; ms: number; answer: CannedAnswer | 'reset' | 'none' }
	/** A response other than the real one, sent before the request is passed on or after the work. */
	| ({ kind: 'answer'; after?: boolean } & CannedAnswer);

export interface CannedAnswer {
	status: number;
	headers?: Record<string, string>;
	body?: string;
}

const answer = (status: number, type: string, body: string, headers = {}): CannedAnswer => ({
	status,
	headers: { 'Content-Type': type, ...headers },
	body,
});

/** A gateway that is busy or has lost what is behind it. @param retryAfter seconds or an HTTP date */
export function busy(status: 429 | 500 | 502 | 503 | 504, retryAfter?: string): CannedAnswer {
	const page = `<html><head><title>${status}</title></head></html>`;
	return answer(status, 'text/html', page, retryAfter ? { 'Retry-After': retryAfter } : {});
}

/** What a proxy returns to those who have not signed in to it. */
export const loginPage = answer(
	200,
	'text/html',
	'<!doctype html><html><head><title>Sign in to continue</title></head><body><form></form></body></html>',
);

export const emptyAnswer: CannedAnswer = { status: 200 };

const s3Error = (status: number, Code: string, Message: string): CannedAnswer =>
	answer(status, 'application/xml', xml('Error', { Code, Message, RequestId: '4442587FB7D0A2F9' }));

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const slowDown = s3Error(503, 'SlowDown', 'Please reduce your request rate.');
export const internalError = s3Error(
	500,
	'InternalError',
	'We encountered an internal error. Please try again.',
);
export const requestTimeout = s3Error(
	400,
	'RequestTimeout',
	'Your socket connection to the server was not read from or written to within the timeout period.',
);
