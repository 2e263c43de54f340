import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { hostOf } from '../../shared/host';
import { retryAfter, withRetries } from '../../shared/retry';
import { seconds } from '../../shared/time';
import { storageUrl } from '../../shared/storage/address';
import type { Expectation } from '../../shared/vendor/expectation';
import { failureOf, failureToStepError } from '../../shared/vendor/failure';
import { secondsFor } from '../../shared/vendor/vendor';
import { PATIENCE } from '../../shared/vendor/request';
import { kelviq } from './client';
import { planFilePath } from './planFileLookup';

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
	const url = await withRetries(async () => await redirectOf(context, endpoint, expectation), {
		step: expectation.step,
		refusal: expectation.refusal,
		host: hostOf(context, base.host),
		patience: PATIENCE,
		signal: context.getExecutionCancelSignal(),
	});
	return storageUrl(url, base, expectation);
}

async function redirectOf(
	context: IExecuteFunctions,
	url: string,
	expectation: Expectation,
): Promise<string> {
	// No credential is sent, so there is none to check.
	const vendor = { name: kelviq.vendor.name, remedies: {} };
	const call = { vendor, expectation, host: new URL(url).host };
	let response: IN8nHttpFullResponse;
	try {
		response = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: seconds(secondsFor()),
		})) as IN8nHttpFullResponse;
	} catch (thrown) {
		throw failureToStepError(failureOf(thrown), call);
	}
	const { statusCode: status, headers, body } = response;
	if (status >= 300 && status < 400 && headers.location) return String(headers.location);
	const text = String(body ?? '');
	const retryAfterMs = retryAfter(headers['retry-after']);
	throw failureToStepError({ status, code: '', text, retryAfterMs }, call);
}
