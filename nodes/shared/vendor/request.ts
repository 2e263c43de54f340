import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { baseUrl, type VendorCredential } from './baseUrl';
import type { RenewableRequest } from '../../KarmaCheck/api/session';
import { credentialsOf } from './credentials';
import { StepError, toStepError, type Step, type StepErrorOptions } from '../errors';
import { redact } from '../redact';
import { repeated } from '../retry';
import { attempt, isFailure, refusesToken } from './attempt';
import { failureToStepError, secretsOf, type Wording } from './failure';

const TIMEOUT_MS = 60_000;

/** Where the APIs are called from: a run, or the editor that fills a list. */
export type VendorContext = IExecuteFunctions | ILoadOptionsFunctions;

/** What differs between the vendors when one of their APIs is called. */
export interface Vendor {
	name: string;
	credential: VendorCredential;
	/**
	 * Where the credential can get another token: whether a 403 says that the one in use is no longer
	 * good, which KarmaCheck answers instead of 401.
	 */
	isTokenRefused?: (answer: string) => boolean;
	/** What the user does about a status. */
	remedies: Partial<Record<number, string>>;
}

export interface VendorRequest {
	method: IHttpRequestMethods;
	/** From the base URL on, e.g. '/media/'. */
	path: string;
	qs?: IDataObject;
	headers?: Record<string, string>;
	body?: IDataObject;
	/** Whether it may be sent again without harm. Default: reads are, others are not. */
	repeatable?: boolean;
	/** What a good answer is made of. Default: JSON. */
	answer?: 'json' | 'text';
	step: Step;
	/** The start of the sentence when it does not work, e.g. 'KarmaCheck gave no upload address'. */
	refusal: string;
	/** Remedies of this call, before the vendor's. */
	remedies?: Partial<Record<number, string>>;
	/** What to do when no answer came although the work may be done. */
	whenUnclear?: string;
}

/**
 * Calls a vendor's API with the credential and returns the parsed answer. Redirects are not
 * followed: the credential goes to the vendor's own origin and nowhere else.
 * @throws StepError
 */
export async function vendorRequest(
	context: VendorContext,
	vendor: Vendor,
	request: VendorRequest,
): Promise<unknown> {
	const wording: Wording = {
		name: vendor.name,
		isTokenRefused: vendor.isTokenRefused,
		step: request.step,
		refusal: request.refusal,
		remedies: { ...vendor.remedies, ...request.remedies },
		whenUnclear: request.whenUnclear ?? 'Run this item again',
	};
	const base = addressOf(vendor, await credentialsOf(context, vendor.credential), wording);
	// Read afresh: n8n may have signed in meanwhile.
	const secrets = async () => secretsOf(await context.getCredentials(vendor.credential));
	const options: RenewableRequest = {
		method: request.method,
		url: base + request.path,
		qs: request.qs,
		body: request.body,
		headers: {
			Accept: request.answer === 'text' ? 'text/html' : 'application/json',
			...(request.body ? { 'Content-Type': 'application/json' } : {}),
			...request.headers,
		},
		encoding: 'text',
		timeout: TIMEOUT_MS,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};

	const send = async () => {
		let result = await attempt(context, vendor.credential, options);
		if (isFailure(result) && refusesToken(result, vendor)) {
			// A refused call did nothing, so it may go out again.
			result = await attempt(context, vendor.credential, { ...options, renewToken: true });
		}
		if (isFailure(result))
			throw failureToStepError(result, wording, new URL(base).host, await secrets());
		return request.answer === 'text' ? result.text : await parsed(result.text, wording, secrets);
	};
	const repeatable = request.repeatable ?? request.method === 'GET';
	return await repeated(
		repeatable ? send : async () => await send().catch(onlyIfNothingHappened),
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	);
}

/** Any call may go out again when it certainly did nothing: it came too soon, or nowhere. */
function onlyIfNothingHappened(thrown: unknown): never {
	const error = toStepError(thrown);
	throw new StepError({ ...error, transient: error.transient && !error.unclear });
}

/** The base URL of the credential in use. @throws StepError */
export async function vendorAddress(
	context: VendorContext,
	vendor: Vendor,
	wording: Pick<Wording, 'step' | 'refusal'>,
): Promise<URL> {
	return new URL(addressOf(vendor, await credentialsOf(context, vendor.credential), wording));
}

function addressOf(
	vendor: Vendor,
	credentials: ICredentialDataDecryptedObject,
	{ step, refusal }: Pick<Wording, 'step' | 'refusal'>,
): string {
	try {
		return baseUrl(vendor.credential, credentials);
	} catch (error) {
		const what = `${refusal}: ${(error as Error).message}`;
		throw stepError({ step, what, remedy: 'Then run this item again' });
	}
}

async function parsed(
	answer: string,
	wording: Wording,
	secrets: () => Promise<string[]>,
): Promise<unknown> {
	try {
		return JSON.parse(answer) as unknown;
	} catch {
		const came = answer ? `“${redact(answer, await secrets())}”` : 'nothing';
		const what = `${wording.refusal}: ${wording.name} answered with ${came} instead of data`;
		throw stepError({ step: wording.step, what, remedy: wording.whenUnclear, unclear: true });
	}
}

const stepError = (options: StepErrorOptions) => new StepError(options);
