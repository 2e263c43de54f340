import { toStepError, StepError } from '../shared/errors';
import { repeated } from '../shared/retry';
import {
	vendorAddress,
	vendorRequest,
	type Vendor,
	type VendorContext,
	type VendorRequest,
} from '../shared/vendorRequest';

const vendor: Vendor = {
	name: 'Kelviq',
	credential: 'kelviqApi',
	remedies: {
		401: 'Check the key in the credential: it may belong to the other environment (sandbox or production), or be a client key instead of a server key',
		403: 'Check that the key in the credential is a server key and may do this',
	},
};

const TOO_MANY_REQUESTS = 429;

/**
 * Calls the Kelviq API: https://docs.kelviq.com/api-reference/introduction. A call that came too
 * soon did nothing, so it is sent again when it is time, whatever it is.
 * @throws StepError
 */
export async function kelviq(context: VendorContext, request: VendorRequest): Promise<unknown> {
	const send = async () => await vendorRequest(context, vendor, request);
	if (request.repeatable ?? request.method === 'GET') return await send();
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return await repeated(
		async () =>
			await send().catch((thrown: unknown) => {
				const error = toStepError(thrown);
				const transient = error.httpCode === TOO_MANY_REQUESTS;
				throw new StepError({ ...error, transient });
			}),
		signal,
	);
}

/** The base URL of the credential in use. @throws StepError */
export async function kelviqAddress(
	context: VendorContext,
	request: Pick<VendorRequest, 'step' | 'refusal'>,
): Promise<URL> {
	return await vendorAddress(context, vendor, request);
}
