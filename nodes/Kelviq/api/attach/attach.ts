import { StepError, toStepError } from '../../../shared/errors';
import { exactlyOnce, type WriteNote } from '../../../shared/vendor/exactlyOnce';
import { unexpected, type Expectation } from '../../../shared/vendor/expectation';
import { matched, named, without, type Part, type StoredFile } from './parts';

/** What files are attached to: a product, or the newest version of a plan. */
export interface Attachable<Owner> {
	/** e.g. 'product 1' */
	what: string;
	expectation: Expectation;
	/**
	 * Reads it in the version that files are appended to, whose parts keep their ids.
	 * @param isAppending whether there are any yet to be appended: default true
	 */
	read(isAppending?: boolean): Promise<Owner>;
	/** Appends stored files. Must not be repeated: a key can be used only once. */
	append(fileKeys: string[]): Promise<Owner>;
	partsOf(owner: Owner): Part[];
	/** How much Kelviq has to move for it. */
	bytes: number;
	signal: AbortSignal | undefined;
}

/** What is noted of a product or plan over the tries of a node: JSON. */
export interface AttachNotes {
	/** What was there before the run. */
	existing?: Part[];
	/** The ids of what was there before the write. */
	before?: string[];
	/** What became of files, by their keys; null where it is there and cannot be told. */
	attached?: Record<string, Part | null>;
	/** The items whose files are stored, by the files' keys. */
	itemOf?: Record<string, number>;
	/** Keys that Kelviq may have been told of. */
	sent?: string[];
	write?: WriteNote;
}

export interface Attached<Owner> {
	/** Its state afterward. */
	owner: Owner;
	/** Whether it was read back because the response to the call itself was lost. */
	readBack: boolean;
}

/**
 * Attaches files, each exactly once. Kelviq has no idempotency keys and appends whatever comes: what
 * an unclear call has done is told by comparing with what was there before, and only what is missing
 * is sent again. What became of the files is noted.
 * @throws StepError with step `attach` and the keys of the files that are not attached
 */
export async function attach<Owner>(
	target: Attachable<Owner>,
	files: StoredFile[],
	notes: AttachNotes,
): Promise<Attached<Owner>> {
	const done = (notes.attached ??= {});
	const missing = (some: StoredFile[]) => some.filter(({ fileKey }) => !(fileKey in done));
	try {
		// Those of an earlier try whose end is unclear are never sent again, but looked for.
		const pending = missing(files).filter(({ fileKey }) => notes.sent?.includes(fileKey));
		if (notes.write?.unclear && pending.length) await write(target, pending, notes, done);
		else notes.write = {};

		const owner = await target.read(missing(files).length > 0);
		const parts = target.partsOf(owner);
		notes.existing ??= parts;
		notes.before = parts.map(({ id }) => id);
		const rest = missing(files);
		if (!rest.length) return { owner, readBack: true };
		return await write(target, rest, notes, done);
	} catch (thrown) {
		throw withKeys(toStepError(thrown), missing(files), files.length);
	}
}

async function write<Owner>(
	target: Attachable<Owner>,
	files: StoredFile[],
	notes: AttachNotes,
	done: Record<string, Part | null>,
): Promise<Attached<Owner>> {
	const missing = () => files.filter(({ fileKey }) => !(fileKey in done));
	const isPartial = files.length > 1;
	/** Whether it is known which files a refused call has attached after all. */
	let isPartKnown = false;
	const fresh = (now: Owner) => {
		const known = [...(notes.before ?? []).map((id) => ({ id })), ...noted(done)];
		return without(target.partsOf(now), known);
	};
	const send = async () => {
		const sending = missing();
		notes.sent = [...(notes.sent ?? []), ...sending.map(({ fileKey }) => fileKey)];
		isPartKnown = !isPartial;
		const owner = await target.append(sending.map(({ fileKey }) => fileKey));
		const added = fresh(owner);
		if (added.length < sending.length) throw tooFew(target, sending.length, added.length);
		const found = matched(sending, added);
		for (const { fileKey } of sending) done[fileKey] = found.get(fileKey) ?? null;
		return { owner, readBack: false };
	};
	const find = async () => {
		const owner = await target.read();
		const added = fresh(owner);
		const found = named(missing(), added);
		for (const [key, part] of found) done[key] = part;
		if (!missing().length) return { owner, readBack: true };
		// Perhaps ours under other names: adding them again might double them.
		if (added.length > found.size) throw unrecognized(target);
		isPartKnown = true;
		return undefined;
	};
	const { bytes, signal } = target;
	const note = (notes.write ??= {});
	try {
		return await exactlyOnce({ send, find, partial: isPartial, bytes, signal, note });
	} catch (thrown) {
		const error = toStepError(thrown);
		// Refused for certain: a later try may store the files anew where their keys have expired.
		if (isPartKnown && !error.unclear && !note.unclear) {
			notes.sent = notes.sent?.filter((key) => key in done);
		}
		throw toStepError(error);
	}
}

/** The parts that are known to be ours. */
export const noted = (attached: AttachNotes['attached'] = {}): Part[] =>
	Object.values(attached).filter((part) => part !== null);

function tooFew({ expectation }: Attachable<unknown>, sent: number, shown: number): StepError {
	return unexpected(expectation, `it accepted ${sent} files but shows ${shown}`);
}

function unrecognized({ what, expectation }: Attachable<unknown>): StepError {
	return new StepError({
		step: 'attach',
		unclear: true,
		what: `It is unclear whether the files are on ${what}: no response arrived, and the new entries have different names`,
		remedy: expectation.whenUnclear ?? 'Check there first',
	});
}

function withKeys(error: StepError, missing: StoredFile[], total: number): StepError {
	const done = total - missing.length;
	return new StepError({
		...error,
		step: 'attach',
		fileKeys: missing.map(({ fileKey }) => fileKey),
		what:
			done && missing.length
				? `${done} of ${total} files were attached. ${error.what}`
				: error.what,
	});
}
