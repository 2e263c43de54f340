import type { IExecuteFunctions } from 'n8n-workflow';
import { StepError, toStepError } from '../errors';
import { seconds } from '../time';
import { limiter } from './limit';
import type { Committed, Staged, TargetNotes, TargetOperation } from './operation';
import { eachItem, type Work } from './work';

/** Seconds that a stored file can be relied on to be still there: temporary keys live for an hour. */
export const KEY_LIFE = 45 * 60;

/** The items of a run that are put on one product, plan … */
interface Target {
	name: string;
	items: number[];
	notes: TargetNotes & { state?: Committed['target']; isPartial?: boolean; late?: string };
	/** Ready, and not committed yet. */
	staged: Map<number, Staged>;
	/** Those of which nothing more is to come. */
	settled: Set<number>;
	/** What each committed item puts out of its own. */
	parts: Map<number, Committed['parts'][number]>;
	/** One commit after the other. */
	inTurn: <T>(task: () => Promise<T>) => Promise<T>;
}

/**
 * Stages the items side by side and commits each target as soon as all of its items are staged, so that
 * it is changed once, in the order of the items, whatever order the transfers end in.
 */
export async function runOnTargets(operation: TargetOperation, work: Work): Promise<void> {
	const targets = await targetsOf(operation, work);
	const commits: Array<Promise<void>> = [];
	const timers: Array<() => void> = [];
	const commit = (target: Target) =>
		void commits.push(target.inTurn(async () => await commitItems(operation, work, target)));

	await eachItem(work, async (item) => {
		const target = targets.get(item);
		if (!target) return;
		try {
			if (target.parts.has(item)) return;
			const staged = await stagedItem(operation, work, target, item);
			if (!staged) return;
			target.staged.set(item, staged);
			// Later it would be too late for its keys: what is staged by then is a portion of its own.
			const isDue = AbortSignal.timeout(seconds(KEY_LIFE));
			const onDue = () => commit(target);
			isDue.addEventListener('abort', onDue);
			timers.push(() => isDue.removeEventListener('abort', onDue));
		} catch (thrown) {
			work.failed.set(item, toStepError(thrown));
		} finally {
			target.settled.add(item);
			if (target.settled.size === target.items.length) commit(target);
		}
	});
	for (let next = 0; next < commits.length; next += 1) await commits[next];
	for (const stop of timers) stop();

	for (const { notes, parts, staged } of new Set(targets.values())) {
		for (const [item, part] of parts) work.outputs.set(item, { ...notes.state, ...part });
		for (const item of inOrder(staged)) work.held.push(...staged.get(item)!.fileKeys);
	}
}

/** The target of each item; an item whose parameters name none fails before anything is sent. */
async function targetsOf(operation: TargetOperation, work: Work): Promise<Map<number, Target>> {
	const { context, run, memory } = work;
	const byName = new Map<string, Target>();
	const byItem = new Map<number, Target>();
	for (let item = 0; item < work.count; item += 1) {
		try {
			const name = await operation.target.call(context, item, run);
			if (name === undefined) continue;
			const target: Target = byName.get(name) ?? {
				name,
				items: [],
				notes: memory.notes(`target ${name}`),
				staged: new Map(),
				settled: new Set(),
				parts: new Map(),
				inTurn: limiter(1),
			};
			byName.set(name, target);
			byItem.set(item, target);
			target.items.push(item);
			const { part } = memory.item(item);
			if (part) target.parts.set(item, part as Committed['parts'][number]);
		} catch (thrown) {
			work.failed.set(item, toStepError(thrown));
		}
	}
	return byItem;
}

async function stagedItem(
	operation: TargetOperation,
	{ context, run, memory }: Work,
	target: Target,
	item: number,
): Promise<Staged | undefined> {
	const notes = memory.item(item);
	const kept = notes.staged as { value: Staged; since: number } | undefined;
	if (kept) {
		const isFresh = Date.now() - kept.since < seconds(KEY_LIFE);
		const isSent = kept.value.fileKeys.some((key) => target.notes.sent?.includes(key));
		if (isFresh || isSent) return kept.value;
	}
	const since = Date.now();
	const value = await operation.stage.call(context, item, run, target.notes);
	if (value) notes.staged = { value, since };
	return value;
}

/** Commits what is staged for a target by now. */
async function commitItems(
	operation: TargetOperation,
	{ context, run, memory, failed }: Work,
	target: Target,
): Promise<void> {
	const { name, notes, staged, parts, settled } = target;
	const isBroken = target.items.some((item) => failed.has(item));
	// The next try of the node commits all of it.
	if (run.signal?.aborted || (isBroken && !context.continueOnFail())) return;
	const items = inOrder(staged);
	const isLast = settled.size === target.items.length;
	const isComplete = !isBroken && isLast;
	const valuesOf = (name: string, of = target.items) =>
		of.map((item) => optionOf(context, name, item));
	const late = JSON.stringify((operation.lateOptions ?? []).map((name) => valuesOf(name)));
	// Without an item of its own: what is left is to be done, or told, or was changed since the last try.
	const isDue = isLast && (notes.isPartial || (isComplete && notes.late !== late));
	if (!items.length && !isDue) return;
	const stagedItems = items.map((item) => staged.get(item)!);
	notes.isPartial = !isComplete;
	try {
		const committed = await operation.commit.call(context, {
			target: name,
			items: stagedItems,
			valuesOf: (name) =>
				valuesOf(
					name,
					target.items.filter((item) => !failed.has(item)),
				),
			isComplete,
			isLast,
			notes,
			run,
		});
		notes.state = committed.target;
		notes.late = late;
		items.forEach((item, index) => {
			const part = committed.parts[index] ?? {};
			parts.set(item, part);
			memory.item(item).part = part;
		});
	} catch (thrown) {
		const error = toStepError(thrown);
		items.forEach((item, index) => failed.set(item, ownError(error, stagedItems[index]!)));
	}
	for (const item of items) staged.delete(item);
}

/** An item that an earlier try has done need not have what its expressions name any more. */
function optionOf(context: IExecuteFunctions, name: string, item: number): unknown {
	try {
		return context.getNodeParameter(`options.${name}`, item, null);
	} catch {
		return null;
	}
}

const inOrder = (staged: Target['staged']): number[] => [...staged.keys()].sort((a, b) => a - b);

/** The error of a commit as that of one of its items, with the keys of that item alone. */
function ownError(error: StepError, { fileKeys }: Staged): StepError {
	const own = error.fileKeys.filter((key) => fileKeys.includes(key));
	return new StepError({ ...error, fileKeys: own });
}
