import type { IExecuteFunctions } from 'n8n-workflow';
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
		/**
		 * Which account the calls of a run are for, as far as it is no secret, since a key may be renewed;
		 * undefined where the credential cannot be read or used.
		 */
		account: async (context: IExecuteFunctions): Promise<string | undefined> => {
			const { id, name } = context.getNode().credentials?.[vendor.credential] ?? {};
			const unread = { step: 'input', refusal: '' } as const;
			const base = await vendorBaseUrl(context, vendor, unread).catch(() => undefined);
			return base && `${id ?? name} ${base.href}`;
		},
	};
}
