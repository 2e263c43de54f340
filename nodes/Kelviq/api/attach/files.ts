import type { IExecuteFunctions } from 'n8n-workflow';
import type { Commit, Committed, Staged } from '../../../shared/node/operation';
import { booleanOf } from '../../../shared/node/values';
import type { Expectation } from '../../../shared/vendor/expectation';
import { filesOf } from '../planFileLookup';
import { deleteFile, patchFile } from '../planFiles';
import { newestPlan, type Plan } from '../plans';
import { hintAtDraft, hintAtOthersDraft, publishPlan } from '../publish';
import { attach } from './attach';
import { uploaded, type Part, type StoredFile } from './parts';
import { planTarget, type PlanNotes } from './planTarget';
import {
	deleteParts,
	namingOld,
	newcomersOf,
	replacements,
	takeovers,
	type Existing,
} from './replace';

/** The files of one item, stored. */
export interface StagedFiles extends Staged {
	files: StoredFile[];
	/** How many bytes they have in all. */
	bytes: number;
	existing: Existing;
}

/**
 * Puts the files of several items on a plan's draft and, if wanted, those away that they replace: only
 * once the new are there and have taken over how the old were shown. Publishes it at last, if wanted and
 * if all items of the run have their files there.
 * @throws StepError with step `attach` or `publish`
 */
export async function attachFiles(
	context: IExecuteFunctions,
	{ target: identifier, items, valuesOf, notes, isComplete, isLast, run }: Commit<StagedFiles>,
): Promise<Committed> {
	const planNotes: PlanNotes = notes;
	const isPublishing = valuesOf('publish').some(isTrue);
	const files = items.flatMap((item) => item.files);
	const plan = files.length
		? await withFiles(context, identifier, items, planNotes)
		: await newestPlan(context, identifier);
	let { isLatest } = plan;
	if (isPublishing && isComplete && !isLatest) {
		await publishPlan(
			context,
			{ identifier, version: plan.version, note: (planNotes.publish ??= {}) },
			{},
			{
				step: 'publish',
				refusal: `The new files are on the draft of plan ${identifier}, but it was not published`,
			},
		);
		isLatest = true;
		if (planNotes.isOthersDraft !== false) hintAtOthersDraft(context, plan);
	}
	if (!isLatest && isLast) await hintAtDraft(context, run, plan, isPublishing);
	const { attached = {} } = planNotes;
	return {
		target: { ...plan, isLatest, published: isLatest === true },
		parts: items.map((item) => ({
			uploadedFiles: item.files.flatMap(({ fileKey }) => {
				const part = attached[fileKey];
				return part ? [uploaded(part)] : [];
			}),
		})),
	};
}

/** Staging refuses what is neither true nor false, but for what an earlier try has staged. */
function isTrue(value: unknown): boolean {
	try {
		return booleanOf(value, 'Publish', false);
	} catch {
		return false;
	}
}

async function withFiles(
	context: IExecuteFunctions,
	identifier: string,
	items: StagedFiles[],
	notes: PlanNotes,
): Promise<Plan> {
	const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
	const target = planTarget(context, identifier, { bytes, notes });
	const files = items.flatMap((item) => item.files);
	const { owner } = await attach(target, files, notes).catch(namingOld(items, notes));
	const { attached = {}, existing = [] } = notes;
	const newcomers = newcomersOf(items, attached);
	const now = target.partsOf(owner);
	const replaced = replacements(newcomers, { existing, now }, target.what);
	const bodies = takeovers(replaced, now);
	const after = (what: string): Expectation => ({
		step: 'attach',
		refusal: `The new files are on the draft of plan ${identifier}${what}`,
	});
	for (const [fileId, body] of bodies) {
		const whole = { ...after(', but are not shown as the old ones were'), repeatable: true };
		await patchFile(context, { identifier, fileId }, body, whole);
	}
	await deleteParts(
		replaced.map(({ old }) => old),
		async ({ id }: Part) => await deleteFile(context, { identifier, fileId: id }, after('')),
		after(''),
	);
	// Told from the answers: another call would only say the same.
	const left = filesOf(owner, target.expectation)
		.filter(({ id }) => !replaced.some(({ old }) => old.id === id))
		.map((file) => ({ ...file, ...bodies.get(file.id) }));
	return { ...owner, files: left };
}
