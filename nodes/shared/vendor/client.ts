import type { Expectation } from './expectation';
import { vendorBaseUrl, vendorRequest, type VendorRequest } from './request';
import type { Vendor, VendorContext } from './vendor';

/** A vendor's API, called with the credential in use. */
export function client(vendor: Vendor) {
	return {
		vendor,
		/** @returns the response, parsed unless the request asks for something else. @throws StepError */
		request: async (context: VendorContext, request: VendorRequest): Promise<unknown> =>
			await vendorRequest(context, vendor, request),
		/** The base URL of the credential in use. @throws StepError */
		baseUrl: async (
			context: VendorContext,
			expectation: Pick<Expectation, 'step' | 'refusal'>,
		): Promise<URL> => await vendorBaseUrl(context, vendor, expectation),
	};
}
