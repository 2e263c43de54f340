import { StepError, type Step } from '../errors';
import { isLoopback } from '../loopback';

/**
 * A presigned address as the vendor gave it, to be used byte for byte.
 * @param vendorUrl plain http is accepted on this machine only, and only if the vendor is there too
 * @throws StepError ; the address is a secret and not part of the message
 */
export function storageAddress(
	address: unknown,
	vendorUrl: URL,
	{ step, refusal }: { step: Step; refusal: string },
): string {
	const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
	const local = url?.protocol === 'http:' && isLoopback(url) && isLoopback(vendorUrl);
	if (url && (url.protocol === 'https:' || local)) return address as string;
	throw new StepError({
		step,
		what: url
			? `${refusal}: the URL it returned (${url.protocol}//${url.host}) is not HTTPS and was not used`
			: `${refusal}: what it returned is not a URL`,
		remedy: "Check 'Environment' and 'Base URL' in the credential",
	});
}
