import { isLoopback } from '../../../credentials/baseUrl';
import { StepError } from '../errors';

/**
 * An upload address as the vendor gave it, to be used byte for byte.
 * @param vendorUrl plain http is accepted on this machine only, and only if the vendor is there too
 * @throws StepError with step `mint`; the address is a secret and not part of the message
 */
export function storageAddress(address: unknown, vendorUrl: URL, refusal: string): string {
	const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
	const local = url?.protocol === 'http:' && isLoopback(url) && isLoopback(vendorUrl);
	if (url && (url.protocol === 'https:' || local)) return address as string;
	throw new StepError({
		step: 'mint',
		what: url
			? `${refusal}: the address it gave is on ${url.protocol}//${url.host}, not on https, so the file was not sent`
			: `${refusal}: what it gave is not a web address`,
		remedy: "Check 'Environment' and 'Base URL' in the credential",
	});
}
