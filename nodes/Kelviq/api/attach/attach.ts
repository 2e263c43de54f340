import { StepError, toStepError } from '../../../shared/errors';
import { unexpected, type Expectation } from '../../../shared/vendor/expectation';
import { exactlyOnce } from '../../../shared/vendor/exactlyOnce';
import { isSamePart, newParts, type Part } from './newParts';

/** A stored file under its temporary key. */
export interface StoredFile {
	fileKey: string;
	fileName: string;
}

/** What files are attached to: a product, or the newest version of a plan. */
export interface Attachable<Owner> {
	/** e.g. 'product 1' */
	what: string;
	expectation: Expectation;
	read(): Promise<Owner>;
	/** Appends stored files. Must not be repeated: a key can be used only once. */
	append(fileKeys: string[]): Promise<Owner>;
	partsOf(owner: Owner): Part[];
}

export interface Attached<Owner> {
	/** Its state afterward. */
	owner: Owner;
	/** What was there before. */
	before: Part[];
	/** The parts that the files became, in the order of the files. */
	added: Part[];
	/** Whether it was read back because the response to the call itself was lost. */
	readBack: boolean;
}

/**
 * Attaches files, each exactly once. Kelviq has no idempotency keys and appends whatever it receives.
 * Comparing with what was there before tells what an unclear call has done, and only what is missing
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
			// Perhaps these are ours under other names: adding them again might duplicate them.
			if (fresh.length > found.size) throw unrecognized(target);
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

/** The parts that have the names of the files, one for each file. */
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

/** The parts in the order of their files; parts that Kelviq renamed fill the gaps. */
function inOrder(files: StoredFile[], fresh: Part[]): Part[] {
	const found = named(files, fresh);
	const taken = [...found.values()];
	const others = fresh.filter((part) => !taken.some((other) => isSamePart(part, other)));
	return files.flatMap((file) => found.get(file) ?? others.shift() ?? []);
}

function unrecognized({ what, expectation }: Attachable<unknown>): StepError {
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
