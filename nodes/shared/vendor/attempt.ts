import { exchange, type Limits } from '../exchange';
import { retryAfter } from '../retry';
import type { Failure } from './failure';
import type { Ticket, TicketedRequest } from './ticket';
import type { SignIn, Vendor, VendorContext } from './vendor';

/** How an attempt ended, and the token it was made with. */
export interface Attempt {
	result: { text: string } | Failure;
	token?: string;
}

export const isFailure = (result: Attempt['result']): result is Failure => 'silentMs' in result;

/** Whether another token may help. */
export const refusesToken = ({ status, text }: Failure, signIn: SignIn | undefined): boolean =>
	signIn !== undefined && (status === 401 || (status === 403 && signIn.isTokenRefused(text)));

/**
 * Sends a request with the credential. The response is taken as it is, with body and headers, whatever
 * its status: up to n8n 2.3x the error that n8n makes of a status has lost both.
 * @throws the signal's reason when the execution is canceled
 */
export async function sendOnce(
	context: VendorContext,
	{ credential }: Vendor,
	options: TicketedRequest,
	limits: Limits,
): Promise<Attempt> {
	const began = Date.now();
	let ticket: Ticket | undefined;
	const send = async (signal: AbortSignal): Promise<unknown> => {
		ticket = { signal };
		return await context.helpers.httpRequestWithAuthentication.call(context, credential, {
			...options,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// The ticket's signal is sooner; this is for an n8n that would not pass it on.
			timeout: Math.ceil(limits.milliseconds) + 1_000,
			ticket,
		} as TicketedRequest);
	};
	try {
		const { status, headers, text } = await exchange(send, limits);
		const token = ticket?.token;
		if (status >= 200 && status < 300) return { result: { text }, token };
		const retryAfterMs = retryAfter(headers['retry-after'], headers.date);
		const silentMs = Date.now() - began;
		return { result: { status, text, retryAfterMs, silentMs }, token };
	} catch (thrown) {
		limits.execution?.throwIfAborted();
		return { result: { thrown, text: '', silentMs: Date.now() - began } };
	}
}
