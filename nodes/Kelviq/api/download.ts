import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { repeated, retryAfter } from '../../shared/retry';
import { storageAddress } from '../../shared/storage/address';
import { failureOf, failureToStepError, type Wording } from '../../shared/vendor/failure';
import { planFilePath } from './planFiles';
import { kelviqAddress } from './client';

const TIMEOUT_MS = 60_000;

/**
 * Where a plan's file can be had for a short time. The call is public, and its redirect is not
 * followed: so the credential goes neither there nor to the storage.
 * @throws StepError with step `request`
 */
export async function downloadAddress(
	context: IExecuteFunctions,
	identifier: string,
	fileId: string,
): Promise<string> {
	const wording: Wording = {
		name: 'Kelviq',
		step: 'request',
		refusal: `Kelviq gave no download address for the file ${fileId}`,
		remedies: { 404: 'Check the file ID, and the plan that the file belongs to' },
		whenUnclear: 'Run this item again',
	};
	const base = await kelviqAddress(context, wording);
	const url = base.href.replace(/\/$/, '') + `${planFilePath(identifier, fileId)}download/`;
	const address = await repeated(
		async () => await redirectOf(context, url, wording),
		context.getExecutionCancelSignal(),
	);
	return storageAddress(address, base, wording);
}

async function redirectOf(
	context: IExecuteFunctions,
	url: string,
	wording: Wording,
): Promise<string> {
	const { host } = new URL(url);
	let response: IN8nHttpFullResponse;
	try {
		response = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as IN8nHttpFullResponse;
	} catch (thrown) {
		throw failureToStepError(failureOf(thrown), wording, host, []);
	}
	const { statusCode: status, headers, body } = response;
	if (status >= 300 && status < 400 && headers.location) return String(headers.location);
	const text = String(body ?? '');
	const retryAfterMs = retryAfter(headers['retry-after']);
	throw failureToStepError({ status, code: '', text, retryAfterMs }, wording, host, []);
}
