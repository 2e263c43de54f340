import { StepError, toStepError } from '../errors';
import { hostOf } from '../host';
import { withRetries } from '../retry';
import { seconds } from '../time';
import { deadline, untilAborted } from '../deadline';
import { credentialsOf } from './credentials';
import type { Expectation } from './expectation';
import { failureToStepError } from './failure';
import { newSignInTicket, type Ticket, type TicketedRequest } from './ticket';
import { cancelSignal, type Vendor, type VendorContext } from './vendor';

/** How long a sign-in may take, and how long all its attempts together may be silent, in seconds. */
export const SIGN_IN_SECONDS = 30;
const PATIENCE = 60;

/** Sign-ins in a row whose token nothing has accepted: another one would be no better. */
const MAX_IN_VAIN = 2;

/**
 * The token of a run's credential: one sign-in at a time, which all calls wait for. Where a sign-in ends
 * earlier tokens, calls that sign in side by side would refuse each other's tokens without end.
 */
export class Session {
	private signingIn: Promise<void> | undefined;

	private hasToken = false;

	private inVain = 0;

	/** Why it is no use to sign in. */
	private refusal: StepError | undefined;

	constructor(
		private readonly context: VendorContext,
		private readonly vendor: Vendor,
	) {}

	private get noToken(): string {
		return `${this.vendor.name} did not issue a session token`;
	}

	/** Waits until there is a token to send. @throws StepError of the step of the call that needs it */
	async ready(url: URL, expectation: Expectation): Promise<void> {
		const { signIn } = this.vendor;
		const credentials = await credentialsOf(this.context, this.vendor);
		if (!signIn?.isUsed(credentials)) return;
		this.hasToken ||= signIn.hasToken(credentials);
		if (this.signingIn || !this.hasToken) await this.signIn(url, expectation);
	}

	/**
	 * Gets another token than the one that was refused.
	 * @returns whether there is one
	 * @throws StepError of the step of the call that needs it
	 */
	async renew(url: URL, expectation: Expectation, refused: string | undefined): Promise<boolean> {
		const { signIn } = this.vendor;
		const credentials = await credentialsOf(this.context, this.vendor);
		if (!signIn?.isUsed(credentials)) return false;
		if (this.inVain >= MAX_IN_VAIN && !this.signingIn) return false;
		await this.signIn(url, expectation, refused);
		return true;
	}

	/** The token in use has worked. */
	accepted(): void {
		this.inVain = 0;
	}

	private async signIn(url: URL, { step, refusal }: Expectation, refused?: string): Promise<void> {
		this.signingIn ??= this.signInOnce(url, refused).finally(() => {
			this.signingIn = undefined;
		});
		await this.signingIn.catch((thrown: unknown) => {
			cancelSignal(this.context)?.throwIfAborted();
			const error = toStepError(thrown);
			throw new StepError({ ...error, step, what: `${refusal}: ${error.what}` });
		});
	}

	private async signInOnce(url: URL, refused: string | undefined): Promise<void> {
		if (this.refusal) throw new StepError({ ...this.refusal });
		const signal = cancelSignal(this.context);
		const call = {
			step: 'request',
			refusal: this.noToken,
			host: hostOf(this.context, url.host),
			patience: PATIENCE,
			whenDown: SIGN_IN_SECONDS / 3,
			signal,
		} as const;
		try {
			await withRetries(async (silence) => await this.attempt(url, refused, silence), call);
		} catch (thrown) {
			const error = toStepError(thrown);
			if (!error.transient && !signal?.aborted) this.refusal = error;
			throw toStepError(error);
		}
		this.hasToken = true;
	}

	/** Has n8n sign in, which it only does for a request; this one goes nowhere. */
	private async attempt(url: URL, refused: string | undefined, silence: number): Promise<void> {
		const { context, vendor } = this;
		const { helpers } = context;
		const execution = cancelSignal(context);
		const began = Date.now();
		const end = deadline(Math.min(silence, seconds(SIGN_IN_SECONDS)), execution);
		const wanted: Ticket['signIn'] = { refused };
		const request: TicketedRequest = {
			method: 'GET',
			url: url.href,
			ticket: { signal: end.signal, signIn: wanted },
		};
		const ticket = newSignInTicket(helpers, end.signal);
		let thrown: unknown;
		try {
			const sent = helpers.httpRequestWithAuthentication.call(context, vendor.credential, request);
			await untilAborted(sent as Promise<unknown>, end.signal);
		} catch (error) {
			thrown = error;
		} finally {
			end.stop();
		}
		execution?.throwIfAborted();
		if (ticket.isUsed) this.inVain += 1;
		if (wanted.done) return;
		const silentMs = Date.now() - began;
		if (ticket.failure) throw new StepError({ ...ticket.failure, silentMs });
		const failure = { thrown, text: '', silentMs };
		const expectation = { step: 'request', refusal: this.noToken } as const;
		const error = failureToStepError(failure, { vendor, expectation, host: url.host });
		// Whatever became of it, nothing was done.
		throw new StepError({ ...error, unclear: false });
	}
}

const sessions = new WeakMap<VendorContext, Session>();

/** The session of a run: its context belongs to one node, which has one credential. */
export function sessionOf(context: VendorContext, vendor: Vendor): Session {
	const session = sessions.get(context) ?? new Session(context, vendor);
	sessions.set(context, session);
	return session;
}
