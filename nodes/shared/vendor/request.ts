import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { StepError, toStepError, type Step } from '../errors';
import { hostOf } from '../host';
import { withRetries, type Call } from '../retry';
import { seconds } from '../time';
import { isFailure, refusesToken, sendOnce } from './attempt';
import { baseUrl } from './baseUrl';
import { credentialsOf, currentSecrets } from './credentials';
import { contentOf, type Calling } from './content';
import type { Expectation } from './expectation';
import { failureToStepError } from './failure';
import { sessionOf } from './session';
import type { TicketedRequest } from './ticket';
import { cancelSignal, secondsFor, type Vendor, type VendorContext } from './vendor';

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
	/** Whether the answer is a list, which may be larger than others. */
	isList?: boolean;
}

/** How long all attempts of a call together may take without an answer, in seconds. */
export const PATIENCE = 90;

/** The largest answers, in bytes, unpacked. A list may hold all cases at once, about 3 KB each. */
export const MAX_BYTES = 4 * 1024 ** 2;
export const MAX_LIST_BYTES = 64 * 1024 ** 2;

/** A call goes out this often at the most, each time with another token. */
const MAX_TOKENS = 3;

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
	const session = sessionOf(context, vendor);
	for (let tokens = 1; ; tokens += 1) {
		await session.ready(base, request);
		const sent = await sendRepeatedly({ context, vendor, request }, base);
		if (!('refused' in sent)) return sent.content;
		// A refused call did nothing, so it may be sent again.
		const isRenewed = tokens < MAX_TOKENS && (await session.renew(base, request, sent.token));
		if (!isRenewed) throw sent.refused;
	}
}

/** What came of a call: an answer, or that its token was refused. */
type Sent = { content: unknown } | { refused: StepError; token: string | undefined };

async function sendRepeatedly(calling: Calling<VendorRequest>, base: URL): Promise<Sent> {
	const { context, vendor, request } = calling;
	const { step, refusal, bytes, isList, repeatable = request.method === 'GET' } = request;
	const options = optionsOf(request, base);
	const execution = cancelSignal(context);
	const maxBytes = isList ? MAX_LIST_BYTES : MAX_BYTES;
	const longest = secondsFor(bytes);
	const send = async (silence: number): Promise<Sent> => {
		const milliseconds = Math.min(silence, seconds(longest));
		const limits = { milliseconds, maxBytes, execution };
		const { result, token } = await sendOnce(context, vendor, options, limits);
		const isRefused = isFailure(result) && refusesToken(result, vendor.signIn);
		if (!isRefused && !('thrown' in result)) sessionOf(context, vendor).accepted();
		if (!isFailure(result)) return { content: await contentOf(result.text, calling) };
		const secrets = await currentSecrets(context, vendor);
		const call = { vendor, expectation: request, host: base.host, secrets };
		const error = failureToStepError(result, call);
		if (isRefused) return { refused: error, token };
		throw error;
	};
	const call: Call = {
		step,
		refusal,
		host: hostOf(context, base.host),
		patience: Math.max(PATIENCE, longest),
		// Cut off, a write would be unclear.
		whenDown: repeatable ? undefined : longest,
		signal: execution,
	};
	const sendWrite = async (silence: number) => await send(silence).catch(onlyIfNothingHappened);
	return await withRetries(repeatable ? send : sendWrite, call);
}

function optionsOf(request: VendorRequest, base: URL): TicketedRequest {
	const { method, qs, body, headers, responseType } = request;
	return {
		method,
		url: base.href.replace(/\/$/, '') + request.path,
		qs,
		body,
		headers: {
			Accept: responseType === 'text' ? 'text/html' : 'application/json',
			...(body ? { 'Content-Type': 'application/json' } : {}),
			...headers,
		},
		disableFollowRedirect: true,
	};
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
