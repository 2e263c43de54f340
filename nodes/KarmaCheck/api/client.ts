import {
	vendorAddress,
	vendorRequest,
	type Vendor,
	type VendorContext,
	type VendorRequest,
} from '../../shared/vendor/request';

const vendor: Vendor = {
	name: 'KarmaCheck',
	credential: 'karmaCheckApi',
	isTokenRefused: (answer) =>
		/\btoken\b/i.test(answer) && /\b(invalid|expired|revoked|malformed|missing)\b/i.test(answer),
	remedies: {
		401: "Open the credential, check its secrets and its 'Environment', and test it",
		403: 'Check that the credential is of the right environment and of a group that may do this',
	},
};

/**
 * What to do about the answers to a call that names something. KarmaCheck says 403 to an unknown
 * id, an id of another group and one of the other environment alike.
 * @param what e.g. 'case'
 */
export const unknownId = (what: string): VendorRequest['remedies'] => {
	const remedy = `Check the ${what} ID, which may be wrong, and that the ${what} belongs to the group and the environment of the credential`;
	return { 403: remedy, 404: remedy };
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
