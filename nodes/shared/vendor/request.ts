import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { StepError, toStepError, type Step } from '../errors';
import { hostOf } from '../host';
import { redact } from '../redact';
import { withRetries } from '../retry';
import { seconds } from '../time';
import { isFailure, refusesToken, sendOnce, type RenewableRequest } from './attempt';
import { baseUrl } from './baseUrl';
import { credentialsOf, currentSecrets } from './credentials';
import { RUN_AGAIN, type Expectation } from './expectation';
import { failureToStepError } from './failure';
import { secondsFor, type Vendor, type VendorContext } from './vendor';

export interface VendorRequest extends Expectation {
	method: IHttpRequestMethods;
	/** After the base URL, e.g. '/media/'. */
	path: string;
	qs?: IDataObject;
	headers?: Record<string, string>;
	body?: IDataObject;
	/** Whether it is safe to send again. Default: reads are, others are not. */
	repeatable?: boolean;
	/** What a good answer is made of; 'none' is nothing, or JSON that does not matter. Default: JSON. */
	responseType?: 'json' | 'text' | 'none';
}

/** How long all attempts of a call together may be silent, in seconds. */
export const PATIENCE = 90;

/**
 * Calls a vendor's API with the credential and returns the response: parsed, as text, or undefined.
 * Redirects are not followed: the credential goes to the vendor's own origin and nowhere else.
 * @throws StepError
 */
export async function vendorRequest(
	context: VendorContext,
	vendor: Vendor,
	request: VendorRequest,
): Promise<unknown> {
	const base = await vendorBaseUrl(context, vendor, request);
	const { responseType = 'json' } = request;
	const options: RenewableRequest = {
		method: request.method,
		url: base.href.replace(/\/$/, '') + request.path,
		qs: request.qs,
		body: request.body,
		headers: {
			Accept: responseType === 'text' ? 'text/html' : 'application/json',
			...(request.body ? { 'Content-Type': 'application/json' } : {}),
			...request.headers,
		},
		encoding: 'text',
		timeout: seconds(secondsFor(request.bytes)),
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};

	const send = async () => {
		let result = await sendOnce(context, vendor, options);
		if (isFailure(result) && refusesToken(result, vendor)) {
			// A refused call did nothing, so it may be sent again.
			result = await sendOnce(context, vendor, { ...options, renewToken: true });
		}
		const call = { vendor, expectation: request, host: base.host };
		if (isFailure(result)) {
			const secrets = await currentSecrets(context, vendor);
			throw failureToStepError(result, { ...call, secrets });
		}
		if (responseType === 'none' && !result.text.trim()) return undefined;
		if (responseType === 'text') return result.text;
		try {
			return JSON.parse(result.text) as unknown;
		} catch {
			throw notJson(result.text, request, vendor.name, await currentSecrets(context, vendor));
		}
	};
	const repeatable = request.repeatable ?? request.method === 'GET';
	return await withRetries(
		repeatable ? send : async () => await send().catch(onlyIfNothingHappened),
		{
			step: request.step,
			refusal: request.refusal,
			host: hostOf(context, base.host),
			patience: PATIENCE,
			whenDown: repeatable ? undefined : secondsFor(request.bytes),
			signal:
				'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		},
	);
}

/** Any call may be sent again if it certainly did nothing: it came too soon, or never arrived. */
function onlyIfNothingHappened(thrown: unknown): never {
	const error = toStepError(thrown);
	throw new StepError({ ...error, transient: error.transient && !error.unclear });
}

/** The base URL of the credential in use. @throws StepError */
export async function vendorBaseUrl(
	context: VendorContext,
	vendor: Vendor,
	{ step, refusal }: Pick<Expectation, 'step' | 'refusal'>,
): Promise<URL> {
	const credentials = await credentialsOf(context, vendor);
	try {
		return new URL(baseUrl(vendor.environments, credentials));
	} catch (error) {
		throw notUsable(`${refusal}: ${(error as Error).message}`, step);
	}
}

function notUsable(what: string, step: Step): StepError {
	return new StepError({ step, what, remedy: 'Then run this item again' });
}

function notJson(
	text: string,
	{ step, refusal, whenUnclear = RUN_AGAIN }: Expectation,
	name: string,
	secrets: string[],
): StepError {
	const returned = text ? `“${redact(text, secrets)}”` : 'nothing';
	const what = `${refusal}: ${name} returned ${returned} instead of data`;
	return new StepError({ step, what, remedy: whenUnclear, unclear: true, accepted: true });
}
