import type { IHttpRequestOptions } from 'n8n-workflow';
import type { StepError } from '../errors';

/**
 * What a call and its credential tell each other. n8n stands between the two: it passes the options of
 * a request on to the credential's `authenticate` as they are, with this in them.
 */
export interface Ticket {
	/** Ends the call. n8n replaces the signal in the options by the execution's. */
	signal: AbortSignal;
	/** The token that was sent with it. */
	token?: string;
	/** For a request that is not sent: it is only there to make n8n sign in, if that is needed. */
	signIn?: {
		/** The token that was refused, so that another one is as good as a new one. */
		refused?: string;
		/** Whether n8n was made to sign in. */
		asked?: boolean;
		/** Whether there is a token now. */
		done?: boolean;
	};
}

/** A request as this package makes it. */
export interface TicketedRequest extends IHttpRequestOptions {
	ticket?: Ticket;
}

/** Gives the call its own end back, at the last moment before it goes out. */
export function endWithTicket(request: TicketedRequest): void {
	if (!request.ticket) return;
	const { signal } = request.ticket;
	// Nobody waits for it any more: n8n took too long to get here.
	signal.throwIfAborted();
	request.abortSignal = signal;
}

/** What a sign-in and the call that waits for it tell each other. */
export interface SignInTicket {
	/** Ends the sign-in; once it is aborted, none begins. */
	signal: AbortSignal;
	isUsed?: boolean;
	/** What it ended with: of what a credential throws, n8n may keep the message alone. */
	failure?: StepError;
}

/** By the helpers of a context: all of it that n8n passes on to `preAuthentication`. */
const signIns = new WeakMap<object, SignInTicket>();

/** For the sign-in that is now asked for. It stays, since n8n may get there after its end. */
export function newSignInTicket(helpers: object, signal: AbortSignal): SignInTicket {
	const ticket = { signal };
	signIns.set(helpers, ticket);
	return ticket;
}

/** None where n8n signs in for others, such as its HTTP Request node. */
export const signInTicket = (helpers: object): SignInTicket | undefined => signIns.get(helpers);
