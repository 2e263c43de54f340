import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { retryAfter } from '../retry';
import { failureOf, type Failure } from './failure';
import type { Vendor, VendorContext } from './vendor';

/** A request that can ask its credential for another token before it is sent. */
export interface RenewableRequest extends IHttpRequestOptions {
	renewToken?: boolean;
}

export type Result = { text: string } | Failure;

export const isFailure = (result: Result): result is Failure => 'code' in result;

/** Whether another token may help. */
export function refusesToken({ status, text }: Failure, { isTokenRefused }: Vendor): boolean {
	if (!isTokenRefused) return false;
	return status === 401 || (status === 403 && isTokenRefused(text));
}

/**
 * Takes the response as it is, with body and headers, whatever its status: up to n8n 2.3x the error
 * that n8n creates from a status has lost both.
 */
export async function sendOnce(
	context: VendorContext,
	{ credential }: Vendor,
	options: RenewableRequest,
): Promise<Result> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			credential,
			{ ...options },
		)) as IN8nHttpFullResponse;
		const { statusCode: status, headers, body } = response;
		const text = String(body ?? '');
		if (status >= 200 && status < 300) return { text };
		return { status, code: '', text, retryAfterMs: retryAfter(headers['retry-after']) };
	} catch (thrown) {
		return failureOf(thrown);
	}
}
