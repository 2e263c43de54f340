import type { IExecuteFunctions } from 'n8n-workflow';
import { MAX_REFUSAL_BYTES } from '../../shared/answer';
import { exchange } from '../../shared/exchange';
import { hostOf } from '../../shared/host';
import { retryAfter, withRetries } from '../../shared/retry';
import { seconds } from '../../shared/time';
import { storageUrl } from '../../shared/storage/address';
import type { Expectation } from '../../shared/vendor/expectation';
import { failureToStepError, type Failure } from '../../shared/vendor/failure';
import { secondsFor } from '../../shared/vendor/vendor';
import { PATIENCE } from '../../shared/vendor/request';
import { kelviq } from './client';
import { planFilePath } from './planFileLookup';

const OPTIONS = {
	method: 'GET',
	encoding: 'stream',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} as const;

/**
 * The URL from which a plan's file can be downloaded for a short time. The call is public and its
 * redirect is not followed, so the credential is sent neither there nor to the storage.
 * @throws StepError with step `request`
 */
export async function downloadUrl(
	context: IExecuteFunctions,
	identifier: string,
	fileId: string,
): Promise<string> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `Kelviq did not issue a download URL for file ${fileId}`,
		remedies: { 404: 'Check the file ID, and the plan that the file belongs to' },
	};
	const base = await kelviq.baseUrl(context, expectation);
	const endpoint = base.href.replace(/\/$/, '') + `${planFilePath(identifier, fileId)}download/`;
	const url = await withRetries(
		async (silence) => await redirectOf(context, endpoint, expectation, silence),
		{
			step: expectation.step,
			refusal: expectation.refusal,
			host: hostOf(context, base.host),
			patience: PATIENCE,
			signal: context.getExecutionCancelSignal(),
		},
	);
	return storageUrl(url, base, expectation);
}

async function redirectOf(
	context: IExecuteFunctions,
	url: string,
	expectation: Expectation,
	silence: number,
): Promise<string> {
	const { name, firstPath } = kelviq.vendor;
	// No credential is sent, so there is none to check.
	const vendor = { name, firstPath, remedies: {} };
	const call = { vendor, expectation, host: new URL(url).host };
	const execution = context.getExecutionCancelSignal();
	const milliseconds = Math.min(silence, seconds(secondsFor()));
	const began = Date.now();
	let failure: Failure;
	try {
		const send = async (abortSignal: AbortSignal) =>
			await context.helpers.httpRequest({ ...OPTIONS, url, timeout: milliseconds, abortSignal });
		const answer = await exchange(send, { milliseconds, maxBytes: MAX_REFUSAL_BYTES, execution });
		const { status, headers, text } = answer;
		if (status >= 300 && status < 400 && headers.location) return String(headers.location);
		const retryAfterMs = retryAfter(headers['retry-after'], headers.date);
		failure = {
			status,
			text: status < 300 ? '' : text,
			retryAfterMs,
			silentMs: Date.now() - began,
		};
	} catch (thrown) {
		execution?.throwIfAborted();
		failure = { thrown, text: '', silentMs: Date.now() - began };
	}
	throw failureToStepError(failure, call);
}
