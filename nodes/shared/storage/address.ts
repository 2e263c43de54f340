import { StepError, type Step } from '../errors';
import { isLoopback } from '../loopback';

/**
 * A presigned URL as the vendor issued it, to be used byte for byte.
 * @param vendorUrl plain http is accepted only on this machine, and only if the vendor is there too
 * @throws StepError; the URL is a secret and not part of the message
 */
export function storageUrl(
	value: unknown,
	vendorUrl: URL,
	{ step, refusal }: { step: Step; refusal: string },
): string {
	const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
	const local = url?.protocol === 'http:' && isLoopback(url) && isLoopback(vendorUrl);
	if (url && (url.protocol === 'https:' || local)) return value as string;
	throw new StepError({
		step,
		what: url
			? `${refusal}: the URL it returned (${url.protocol}//${url.host}) is not HTTPS and was not used`
			: `${refusal}: what it returned is not a URL`,
		remedy: "Check 'Environment' and 'Base URL' in the credential",
	});
}
