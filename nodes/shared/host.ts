import { StepError, type Step } from './errors';
import { pauseFor } from './pause';
import { seconds } from './time';

/** The longest that a host may ask to wait, in seconds; for longer, the user is told. */
export const MAX_RETRY_AFTER = 120;

/** How long one attempt may be silent at a host that is down, in seconds. */
const SHORT = 10;

/** How long all attempts together may be silent at such a host, in seconds; then it is left alone. */
const MAX_SILENCE = 60;
const LEFT_ALONE = 60;

/** All that waited for the same moment do not call at once, but within so many seconds. */
const SPREAD = 0.5;

/** What the error of a call says that is not made. */
export interface Refusal {
	step: Step;
	/** The start of the sentence, e.g. 'The cases could not be read'. */
	refusal: string;
}

/**
 * What a run knows of a host that it calls, so that an item does not wait for what another one has
 * waited for in vain. A host that asks for a pause is left alone by all of them. One that answered
 * nothing during a call's whole patience is down: each call is one short attempt, until one is answered.
 */
export class Host {
	/** Times in milliseconds. */
	private pausedUntil = 0;

	private leftAloneUntil = 0;

	private lastAnswer = 0;

	/** How long attempts were silent since it is down. */
	private silence: number | undefined;

	/** Whether a call has waited in vain for as long as the host asked: no other does. */
	private isPutOff = false;

	constructor(readonly name: string) {}

	get isDown(): boolean {
		return this.silence !== undefined;
	}

	/**
	 * Waits for as long as the host wants not to be called.
	 * @throws StepError where nobody waits for so long
	 */
	async enter(refusal: Refusal, signal: AbortSignal | undefined): Promise<void> {
		// Another attempt may have been told of a longer pause meanwhile.
		for (let until = 0; until !== this.pausedUntil;) {
			until = this.pausedUntil;
			const pause = until - Date.now();
			if (pause > (this.isPutOff ? 0 : seconds(MAX_RETRY_AFTER))) {
				throw notCalled(
					refusal,
					`${this.name} asked not to be called again before ${timeOf(until)}`,
					'Run this item again after that',
				);
			}
			if (pause > 0) await pauseFor(pause + Math.random() * seconds(SPREAD), signal);
		}
		if (this.leftAloneUntil <= Date.now()) return;
		throw notCalled(
			refusal,
			`${this.name} has not responded to the calls before, so it was not called again`,
			"Check n8n's network connection, then run this item again",
		);
	}

	/**
	 * How long an attempt may be silent, in milliseconds.
	 * @param whenDown where the host is down
	 */
	patience(milliseconds: number, whenDown = seconds(SHORT)): number {
		return this.isDown ? Math.min(milliseconds, whenDown) : milliseconds;
	}

	/** The host asked not to be called for that long, in milliseconds. */
	pause(milliseconds: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, Date.now() + milliseconds);
	}

	/** The host did what was asked for, or said why it does not. */
	answered(): void {
		this.lastAnswer = Date.now();
		this.silence = undefined;
		this.isPutOff = false;
		this.leftAloneUntil = 0;
	}

	/** An attempt was silent for that long, in milliseconds. */
	wasSilent(milliseconds: number): void {
		if (this.silence === undefined) return;
		this.silence += milliseconds;
		if (this.silence < seconds(MAX_SILENCE)) return;
		// One more attempt after that.
		this.silence = seconds(MAX_SILENCE) - 1;
		this.leftAloneUntil = Date.now() + seconds(LEFT_ALONE);
	}

	/**
	 * A call ended that lost its patience.
	 * @param since when it began, as Date.now()
	 * @param isAsked whether the host asked for a pause to the last
	 */
	gaveUp(since: number, isAsked: boolean): void {
		if (this.lastAnswer >= since) return;
		this.silence ??= 0;
		this.isPutOff ||= isAsked;
	}
}

const hosts = new WeakMap<object, Map<string, Host>>();

/**
 * What is known of a host in this run.
 * @param context n8n's, which lives for one run of one node, or for one search in the editor
 * @param name as in a URL, with the port
 */
export function hostOf(context: object, name: string): Host {
	const known = hosts.get(context) ?? new Map<string, Host>();
	hosts.set(context, known);
	const host = known.get(name) ?? new Host(name);
	known.set(name, host);
	return host;
}

/** A moment for a message, e.g. '2026-11-26 14:32 UTC'. @param milliseconds since 1970 */
export const timeOf = (milliseconds: number): string =>
	`${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const notCalled = ({ step, refusal }: Refusal, what: string, remedy: string): StepError =>
	new StepError({ step, what: `${refusal}: ${what}`, remedy });
