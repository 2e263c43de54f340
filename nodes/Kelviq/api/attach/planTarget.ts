import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError } from '../../../shared/errors';
import type { WriteNote } from '../../../shared/vendor/exactlyOnce';
import type { Expectation } from '../../../shared/vendor/expectation';
import { filesOf } from '../planFileLookup';
import { findVersion, getPlan, newestPlan, type Plan } from '../plans';
import { patchPlan } from '../planWrites';
import type { Attachable, AttachNotes } from './attach';
import { partOf, type Part } from './parts';

/** What is noted of a plan over the tries of a node: JSON. */
export interface PlanNotes extends AttachNotes {
	/** The draft that files are appended to. */
	draft?: number;
	publish?: WriteNote;
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
}

/**
 * A plan as something that files are attached to: its draft. The first change of a published plan opens
 * one whose files are copies under ids of their own, so it is opened by a change that changes nothing,
 * and read, before anything is appended: then what is new is told by ids.
 */
export function planTarget(
	context: IExecuteFunctions,
	identifier: string,
	{ fields = {}, bytes, notes }: PlanTargetOptions,
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
	const readDraft = async (version: number, isAppending: boolean) => {
		// Where a write may still be under way, it is looked for where it went.
		if (notes.write?.unclear) return await getPlan(context, identifier, version, reading);
		const draft = await findVersion(context, identifier, version, reading);
		if (!isAppending && !draft) throw discarded(identifier, version);
		if (draft && !(draft.isLatest && isAppending)) return draft;
		// Discarded or published since an earlier try: the next draft has ids of its own.
		delete notes.draft;
		if (!Object.keys(notes.attached ?? {}).length) delete notes.existing;
		return undefined;
	};
	const read = async (isAppending = true) => {
		const draftBefore = notes.draft && (await readDraft(notes.draft, isAppending));
		if (draftBefore) return draftBefore;
		const plan = await newestPlan(context, identifier, reading);
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

function discarded(identifier: string, version: number): StepError {
	return new StepError({
		step: 'attach',
		what: `The files were attached to version ${version} of plan ${identifier}, a draft that was discarded since`,
		remedy: 'Run the workflow again from its beginning',
	});
}
