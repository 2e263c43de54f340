import type { IDataObject } from 'n8n-workflow';
import { StepError, toStepError } from '../../../shared/errors';
import type { Expectation } from '../../../shared/vendor/expectation';
import type { AttachNotes } from './attach';
import { isNamed, without, type Part, type StoredFile } from './parts';

/** What becomes of the parts that were there before the run. */
export type Existing = 'keep' | 'replaceSameName' | 'replaceAll' | 'skipSameName';

/** A file that is attached, and what it does to what was there. */
export interface Newcomer {
	/** As it was sent. */
	fileName: string;
	existing: Existing;
	/** Undefined where nobody can tell which one it is. */
	part: Part | undefined;
}

/** The files of all items, with what became of them. */
export const newcomersOf = (
	items: Array<{ files: StoredFile[]; existing: Existing }>,
	attached: Record<string, Part | null>,
): Newcomer[] =>
	items.flatMap(({ files, existing }) =>
		files.map(({ fileKey, fileName }) => {
			return { fileName, existing, part: attached[fileKey] ?? undefined };
		}),
	);

/** The old parts that go, each with the new one that takes its place, if that has the same name. */
export interface Replacement {
	old: Part;
	by: Part | undefined;
}

/**
 * What the new files replace: what has their names, or everything.
 * @param what the product or plan, for the message
 * @throws StepError where a new file cannot be told from others: then nothing may be deleted
 */
export function replacements(
	newcomers: Newcomer[],
	{
		existing,
		now,
		isReplacingAll = false,
	}: { existing: Part[]; now: Part[]; isReplacingAll?: boolean },
	what: string,
): Replacement[] {
	const replacing = newcomers.filter((one) => /^replace/.test(one.existing));
	const parts = replacing.flatMap(({ part }) => part ?? []);
	const untold = replacing.find(({ part }) => !part);
	if (untold) throw notTold(untold.fileName, what);
	return without(
		now.filter(({ id }) => existing.some((part) => part.id === id)),
		parts,
	).flatMap((old) => {
		const by = replacing.find(({ fileName }) => isNamed(old, fileName))?.part;
		return by || isReplacingAll ? [{ old, by }] : [];
	});
}

/** How many of the old parts a message names. */
const MAX_LISTED = 20;

/**
 * Adds to a refusal what would have gone, for a service that has no room for the old and the new at once.
 * @throws StepError always
 */
export const namingOld =
	(items: Array<{ files: StoredFile[]; existing: Existing }>, notes: AttachNotes) =>
	(thrown: unknown): never => {
		const error = toStepError(thrown);
		const replacing = items.filter((item) => /^replace/.test(item.existing));
		const old = (notes.existing ?? []).filter((part) =>
			replacing.some(
				(item) =>
					item.existing === 'replaceAll' ||
					item.files.some(({ fileName }) => isNamed(part, fileName)),
			),
		);
		if (error.httpCode !== 400 || !old.length) throw toStepError(error);
		const names = old.slice(0, MAX_LISTED).map(({ name }) => `'${name}'`);
		if (old.length > MAX_LISTED) names.push('…');
		const remedy = `${error.remedy}. If there is no room for the old and the new at once, delete the old first: ${names.join(', ')}`;
		throw new StepError({ ...error, remedy });
	};

function notTold(fileName: string, what: string): StepError {
	return new StepError({
		step: 'attach',
		what: `The new files are on ${what}, but '${fileName}' cannot be told from others that were added at the same time, so nothing was replaced`,
		remedy: 'Check it in Kelviq and delete there what is old',
	});
}

/** What the new parts take over, by their ids: only what would differ afterwards. */
export function takeovers(replaced: Replacement[], now: Part[]): Map<string, IDataObject> {
	const bodies = new Map<string, IDataObject>();
	const add = ({ id }: Part, body: IDataObject) =>
		void bodies.set(id, { ...bodies.get(id), ...body });
	const left = without(
		now,
		replaced.map(({ old }) => old),
	);
	const place = (part: Part) => replaced.find(({ by }) => by?.id === part.id)?.old ?? part;
	const isOrderKept = sameOrder(
		byOrdering(left, (part) => part),
		byOrdering(left, place),
	);
	for (const { old, by } of replaced) {
		if (!by) continue;
		if (old.enabled === false && by.enabled !== false) add(by, { enabled: false });
		if (old.shownName && old.shownName !== by.shownName) add(by, { name: old.shownName });
		if (!isOrderKept && old.ordering !== by.ordering) add(by, { ordering: old.ordering });
	}
	return bodies;
}

const byOrdering = (parts: Part[], place: (part: Part) => Part) =>
	[...parts].sort((a, b) => Number(place(a).ordering ?? 0) - Number(place(b).ordering ?? 0));

const sameOrder = (a: Part[], b: Part[]) => a.every(({ id }, index) => id === b[index]?.id);

/**
 * Deletes the old parts, all of them, whichever cannot be deleted.
 * @throws StepError that names what is left
 */
export async function deleteParts(
	parts: Part[],
	erase: (part: Part) => Promise<void>,
	expectation: Expectation,
): Promise<void> {
	const left: Array<{ name: string; error: StepError }> = [];
	for (const part of parts) {
		await erase(part).catch((thrown: unknown) => {
			const error = toStepError(thrown);
			// Somebody else was first.
			if (error.httpCode !== 404) left.push({ name: part.name, error });
		});
	}
	const [first] = left;
	if (!first) return;
	const names = left.map(({ name }) => `'${name}'`).join(', ');
	const reason = first.error.what.replace(`${expectation.refusal}: `, '');
	throw new StepError({
		...first.error,
		step: expectation.step,
		what: `${expectation.refusal}, but the old ${names} ${left.length > 1 ? 'were' : 'was'} not deleted: ${reason}`,
	});
}
