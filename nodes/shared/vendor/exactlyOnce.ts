import { StepError, toStepError, type StepErrorOptions } from '../errors';
import { pauseFor } from '../pause';
import { seconds } from '../time';
import { secondsFor } from './vendor';

/** A write goes out this often at the most, and only after the one before has left no trace. */
const MAX_WRITES = 2;

/** Seconds between two looks: short at first, since most work is done soon. */
const LOOKS_AFTER = [0, 0.5, 1, 2, 4, 8];

/** What is kept of a write over second tries of an item, as JSON. */
export interface WriteNote {
	/** The last write whose end nobody knows. */
	unclear?: Pick<StepErrorOptions, 'step' | 'what' | 'remedy' | 'httpCode' | 'accepted'>;
}

/** A write without idempotency key. */
export interface Write<Result> {
	/** Sends it; `unclear` on its error says that the work may have been done, or be under way. */
	send(): Promise<Result>;
	/**
	 * Reads what an unclear write has done. Undefined when nothing of it is there, or only a part:
	 * then `send` sends the rest. Without it nothing can be looked up, and the write is not repeated.
	 */
	find?(): Promise<Result | undefined>;
	/** Whether `send` may go out again after a long look in vain. Default: with `find`. */
	again?: boolean;
	/** Whether a refusal is worth a look, since a part may have been done. */
	partial?: boolean;
	/** How many bytes the vendor has to move. */
	bytes?: number;
	note?: WriteNote;
	signal: AbortSignal | undefined;
}

/**
 * A write done once. After an unclear end it is looked for until the vendor must have given up, or
 * done it; only then it goes out again. It never does after a 2xx, nor in a second try of the item.
 * @throws StepError of the last write, or of the look, with the remedy of the write
 */
export async function exactlyOnce<Result>(write: Write<Result>): Promise<Result> {
	const { note = {}, again = Boolean(write.find) } = write;
	if (note.unclear) return await settled(write, new StepError({ ...note.unclear, unclear: true }));
	for (let sent = 1; ; sent += 1) {
		let failure: StepError;
		try {
			return known(note, await write.send());
		} catch (thrown) {
			failure = toStepError(thrown);
		}
		if (!failure.unclear) {
			// A refusal may mean that the write before has worked after all.
			const found = sent > 1 || write.partial ? await write.find?.() : undefined;
			if (found !== undefined) return known(note, found);
			throw failure;
		}
		const { step, what, remedy, httpCode, accepted } = failure;
		note.unclear = { step, what, remedy, httpCode, accepted };
		const isLast = !again || failure.accepted || sent === MAX_WRITES;
		if (isLast) return await settled(write, failure);
		const found = await lookFor(write, failure);
		if (found !== undefined) return known(note, found);
	}
}

/** The outcome of a write that does not go out again. */
async function settled<Result>(write: Write<Result>, failure: StepError): Promise<Result> {
	const found = await lookFor(write, failure);
	if (found === undefined) throw failure;
	return known(write.note ?? {}, found);
}

function known<Result>(note: WriteNote, result: Result): Result {
	delete note.unclear;
	return result;
}

async function lookFor<Result>(
	{ find, bytes, signal }: Write<Result>,
	{ remedy }: StepError,
): Promise<Result | undefined> {
	if (!find) return undefined;
	const patience = seconds(secondsFor(bytes));
	const end = Date.now() + patience;
	let waited = 0;
	for (let looks = 0; ; looks += 1) {
		const next = seconds(LOOKS_AFTER[looks] ?? LOOKS_AFTER.at(-1)!);
		const pause = Math.max(Math.min(next, end - Date.now(), patience - waited), 0);
		await pauseFor(pause, signal);
		waited += pause;
		const isLast = waited >= patience || Date.now() >= end;
		try {
			const found = await find();
			if (found !== undefined) return found;
			if (isLast) return undefined;
		} catch (thrown) {
			const error = toStepError(thrown);
			if (isLast || !error.transient) throw unread(error, remedy);
		}
	}
}

/** Simply run again, as its own remedy would have it, the item might do everything twice. */
const unread = (error: StepError, remedy: string) =>
	new StepError({ ...error, unclear: true, remedy });

/** A write that does no harm twice goes out this often at the most. */
const MAX_REPEATS = 3;

/**
 * A write that may be repeated, but not as it stands, since what it names may have another id by then.
 * @throws StepError
 */
export async function untilClear<Result>(
	write: () => Promise<Result>,
	signal: AbortSignal | undefined,
): Promise<Result> {
	for (let sent = 1; ; sent += 1) {
		try {
			return await write();
		} catch (thrown) {
			const error = toStepError(thrown);
			if (!error.unclear || sent === MAX_REPEATS) throw toStepError(error);
		}
		await pauseFor(seconds(sent / 2), signal);
	}
}

/**
 * A deletion: repeated after an unclear end, when it is done if there is nothing left to delete.
 * @param gone the statuses that say so
 * @throws StepError
 */
export async function deletedOnce(
	sendDelete: () => Promise<unknown>,
	signal: AbortSignal | undefined,
	gone = [404],
): Promise<void> {
	let mayBeDone = false;
	await untilClear(async () => {
		await sendDelete().catch((thrown: unknown) => {
			const error = toStepError(thrown);
			if (mayBeDone && gone.includes(error.httpCode ?? 0)) return;
			mayBeDone ||= error.unclear;
			throw toStepError(error);
		});
	}, signal);
}
