import { StepError } from '../errors';
import { redact } from '../redact';
import { currentSecrets } from './credentials';
import { RUN_AGAIN, type Expectation } from './expectation';
import type { Vendor, VendorContext } from './vendor';

/** A call of a vendor's API. */
export interface Calling<Request extends Expectation = Expectation> {
	context: VendorContext;
	vendor: Vendor;
	request: Request & {
		/** What a good answer is made of; 'none' is nothing, or JSON that does not matter. Default: JSON. */
		responseType?: 'json' | 'text' | 'none';
	};
}

/**
 * What is in a good answer.
 * @throws StepError if it is not what the call expects; one that was cut off is worth another attempt
 */
export async function contentOf(text: string, calling: Calling): Promise<unknown> {
	const { responseType = 'json' } = calling.request;
	if (responseType === 'none' && !text.trim()) return undefined;
	if (responseType === 'text') return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw await notJson(text, calling);
	}
}

/** What may be JSON is not quoted: cut off in its middle, it may hold a token or a signature. */
const MAY_BE_JSON = /^\s*["[{]/;

async function notJson(text: string, { context, vendor, request }: Calling): Promise<StepError> {
	const { step, refusal, whenUnclear = RUN_AGAIN } = request;
	const isCut = MAY_BE_JSON.test(text);
	const quoted = text && `“${redact(text, await currentSecrets(context, vendor))}”`;
	const returned = isCut ? 'incomplete data' : `${quoted || 'nothing'} instead of data`;
	return new StepError({
		step,
		what: `${refusal}: ${vendor.name} returned ${returned}`,
		remedy: whenUnclear,
		unclear: true,
		accepted: true,
		// A packed answer that was cut early enough is empty.
		transient: isCut || !text.trim(),
	});
}
