import {
	vendorAddress,
	vendorRequest,
	type Vendor,
	type VendorContext,
	type VendorRequest,
} from '../shared/vendorRequest';

const vendor: Vendor = {
	name: 'KarmaCheck',
	credential: 'karmaCheckApi',
	isTokenRefused: (answer) =>
		/\btoken\b/i.test(answer) && /\b(invalid|expired|revoked|malformed|missing)\b/i.test(answer),
	remedies: {
		401: "Open the credential, check its secrets and its 'Environment', and test it",
		// KarmaCheck answers 403 for a bad token, a foreign group and an unknown id alike.
		403: 'Check that the id in this node is right, and that the credential has the right secrets and belongs to the same environment and group',
	},
};

/** Calls the KarmaCheck API: https://developer.karmacheck.com/api-reference. @throws StepError */
export async function karmaCheck(context: VendorContext, request: VendorRequest): Promise<unknown> {
	return await vendorRequest(context, vendor, request);
}

/** The base URL of the credential in use. @throws StepError */
export async function karmaCheckAddress(
	context: VendorContext,
	request: Pick<VendorRequest, 'step' | 'refusal'>,
): Promise<URL> {
	return await vendorAddress(context, vendor, request);
}
