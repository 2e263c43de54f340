import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Commit, Committed, Staged } from '../../../shared/node/operation';
import type { Expectation } from '../../../shared/vendor/expectation';
import { filesOf } from '../planFileLookup';
import { deleteFile, patchFile } from '../planFiles';
import { getPlan, newestPlan, type Plan } from '../plans';
import { patchPlan } from '../planWrites';
import { hintAtDraft, hintAtOthersDraft, publishPlan } from '../publish';
import { attach, type Attachable, type AttachNotes } from './attach';
import { partOf, uploaded, type Part, type StoredFile } from './parts';
import { deleteParts, namingOld, replacements, takeovers, type Existing } from './replace';

/** The files of one item, stored. */
export interface StagedFiles extends Staged {
	files: StoredFile[];
	/** How many bytes they have in all. */
	bytes: number;
	existing: Existing;
	publish: boolean;
}

/** What is noted of a plan over the tries of a node: JSON. */
export interface PlanNotes extends AttachNotes {
	/** The draft that files are appended to. */
	draft?: number;
	/** Whether it was open before the run, so that publishing it takes along somebody's changes. */
	isOthersDraft?: boolean;
}

/** @throws StepError when the plan comes without */
export const partsOfPlan = (plan: Plan, expectation = READ): Part[] =>
	filesOf(plan, expectation).map((file) => partOf(file, file.file));

const READ: Expectation = { step: 'request', refusal: 'The files of the plan are not known' };

export interface PlanTargetOptions {
	/** What else is set by the same call. */
	fields?: IDataObject;
	bytes: number;
	notes: PlanNotes;
	/** Whether it matters that a draft was open before. */
	isPublishing?: boolean;
}

/**
 * A plan as something that files are attached to: its draft. The first change of a published plan opens
 * one whose files are copies under ids of their own, so it is opened by a change that changes nothing,
 * and read, before anything is appended: then what is new is told by ids.
 */
export function planTarget(
	context: IExecuteFunctions,
	identifier: string,
	{ fields = {}, bytes, notes, isPublishing = false }: PlanTargetOptions,
): Attachable<Plan> {
	const expectation: Expectation = {
		step: 'attach',
		refusal: `The files are stored, but were not attached to plan ${identifier}`,
		whenUnclear:
			"Check the plan in Kelviq first. For any files that are missing, use 'Update' with their file keys",
		remedies: {
			400: "Correct the fields named in the message, then use 'Update' with the file keys, each of which can be used only once",
		},
	};
	const reading: Expectation = {
		step: 'attach',
		refusal: `The files are stored, but plan ${identifier} could not be read`,
	};
	const read = async () => {
		if (notes.draft) return await getPlan(context, identifier, notes.draft, reading);
		const plan = isPublishing
			? await newestPlan(context, identifier, reading)
			: await getPlan(context, identifier, undefined, reading);
		notes.isOthersDraft = !plan.isLatest;
		const draft = plan.isLatest
			? await patchPlan(context, identifier, { name: plan.name }, expectation)
			: plan;
		notes.draft = draft.version;
		return draft;
	};
	return {
		what: `plan ${identifier}`,
		expectation,
		read,
		append: async (fileKeys) =>
			await patchPlan(context, identifier, { ...fields, fileKeys }, { ...expectation, bytes }),
		partsOf: (plan) => partsOfPlan(plan, expectation),
		bytes,
		signal: context.getExecutionCancelSignal(),
	};
}

/**
 * Puts the files of several items on a plan's draft and, if wanted, those away that they replace: only
 * once the new are there and have taken over how the old were shown. Publishes it at last, if wanted and
 * if all items of the run have their files there.
 * @throws StepError with step `attach` or `publish`
 */
export async function attachFiles(
	context: IExecuteFunctions,
	{ target: identifier, items, notes, isComplete, run }: Commit<StagedFiles>,
): Promise<Committed> {
	const planNotes: PlanNotes = notes;
	const isPublishing = items.some(({ publish }) => publish) || notes.isPublishing === true;
	notes.isPublishing = isPublishing;
	const files = items.flatMap((item) => item.files);
	const plan = files.length
		? await withFiles(context, identifier, items, { notes: planNotes, isPublishing })
		: await newestPlan(context, identifier);
	let { isLatest } = plan;
	if (isPublishing && isComplete && !isLatest) {
		await publishPlan(
			context,
			{ identifier, version: plan.version },
			{},
			{
				step: 'publish',
				refusal: `The new files are on the draft of plan ${identifier}, but it was not published`,
			},
		);
		isLatest = true;
		if (planNotes.isOthersDraft !== false) hintAtOthersDraft(context, plan);
	}
	if (!isLatest) await hintAtDraft(context, run, plan, isPublishing);
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

async function withFiles(
	context: IExecuteFunctions,
	identifier: string,
	items: StagedFiles[],
	{ notes, isPublishing }: Pick<PlanTargetOptions, 'notes' | 'isPublishing'>,
): Promise<Plan> {
	const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
	const target = planTarget(context, identifier, { bytes, notes, isPublishing });
	const files = items.flatMap((item) => item.files);
	const { owner } = await attach(target, files, notes).catch(namingOld(items, notes));
	const { attached = {}, existing = [] } = notes;
	const newcomers = items.flatMap((item) =>
		item.files.map(({ fileKey, fileName }) => {
			return { fileName, existing: item.existing, part: attached[fileKey] ?? undefined };
		}),
	);
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
