import {
	vendorAddress,
	vendorRequest,
	type Vendor,
	type VendorContext,
	type VendorRequest,
} from '../../shared/vendor/request';

const vendor: Vendor = {
	name: 'Kelviq',
	credential: 'kelviqApi',
	remedies: {
		401: 'Check the key in the credential: it may belong to the other environment (sandbox or production), or be a client key instead of a server key',
		403: 'Check that the key in the credential is a server key and may do this',
	},
};

/** Calls the Kelviq API: https://docs.kelviq.com/api-reference/introduction. @throws StepError */
export async function kelviq(context: VendorContext, request: VendorRequest): Promise<unknown> {
	return await vendorRequest(context, vendor, request);
}

/** The base URL of the credential in use. @throws StepError */
export async function kelviqAddress(
	context: VendorContext,
	request: Pick<VendorRequest, 'step' | 'refusal'>,
): Promise<URL> {
	return await vendorAddress(context, vendor, request);
}
