import { StepError, toStepError } from '../../../shared/errors';
import { unexpected, type Expectation } from '../../../shared/vendor/expectation';
import { exactlyOnce } from '../../../shared/vendor/exactlyOnce';
import { isSamePart, newParts, type Part } from './newParts';

/** A file that waits under its temporary key. */
export interface StoredFile {
	fileKey: string;
	fileName: string;
}

/** What files are attached to: a product, or a plan in its newest version. */
export interface Attachable<Owner> {
	/** e.g. 'product 1' */
	what: string;
	expectation: Expectation;
	read(): Promise<Owner>;
	/** Appends stored files. Not to be repeated: a key that has worked is used up. */
	append(fileKeys: string[]): Promise<Owner>;
	partsOf(owner: Owner): Part[];
}

export interface Attached<Owner> {
	/** As it is afterwards. */
	owner: Owner;
	/** What was there before. */
	before: Part[];
	/** What became of the files, in their order. */
	added: Part[];
	/** Whether it was read back, because the answer to the call itself got lost. */
	readBack: boolean;
}

/**
 * Attaches files, each exactly once. Kelviq has no idempotency keys and appends whatever comes: what
 * an unclear call has done is told by comparing with what was there before, and only what is missing
 * is sent again.
 * @throws StepError with step `attach` and the keys of the files that are not attached
 */
export async function attach<Owner>(
	target: Attachable<Owner>,
	files: StoredFile[],
): Promise<Attached<Owner>> {
	let missing = files;
	try {
		const before = target.partsOf(await target.read());
		const outcome = (owner: Owner, readBack: boolean): Attached<Owner> => {
			const fresh = newParts(before, target.partsOf(owner));
			return { owner, before, added: inOrder(files, fresh), readBack };
		};
		const append = async () => {
			const owner = await target.append(missing.map(({ fileKey }) => fileKey));
			return outcome(owner, false);
		};
		const find = async () => {
			const owner = await target.read();
			const fresh = newParts(before, target.partsOf(owner));
			const found = named(files, fresh);
			missing = files.filter((file) => !found.has(file));
			if (!missing.length) return outcome(owner, true);
			// Perhaps ours under other names: adding them again might double them.
			if (fresh.length > found.size) throw unrecognised(target);
			return undefined;
		};
		const attached = await exactlyOnce(append, find);
		if (attached.added.length === files.length) return attached;
		throw unexpected(
			target.expectation,
			`it accepted ${files.length} files but shows ${attached.added.length}`,
		);
	} catch (thrown) {
		throw withKeys(toStepError(thrown), missing, files.length);
	}
}

/** The parts that carry the names of the files, each for one file. */
function named(files: StoredFile[], parts: Part[]): Map<StoredFile, Part> {
	const left = [...parts];
	const found = new Map<StoredFile, Part>();
	for (const file of files) {
		const index = left.findIndex(({ name }) => name === file.fileName);
		const [part] = index < 0 ? [] : left.splice(index, 1);
		if (part) found.set(file, part);
	}
	return found;
}

/** The parts in the order of their files; those under names of Kelviq's own fill the gaps. */
function inOrder(files: StoredFile[], fresh: Part[]): Part[] {
	const found = named(files, fresh);
	const taken = [...found.values()];
	const others = fresh.filter((part) => !taken.some((other) => isSamePart(part, other)));
	return files.flatMap((file) => found.get(file) ?? others.shift() ?? []);
}

function unrecognised({ what, expectation }: Attachable<unknown>): StepError {
	return new StepError({
		step: 'attach',
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
		what: done ? `${done} of ${total} files were attached. ${error.what}` : error.what,
	});
}
