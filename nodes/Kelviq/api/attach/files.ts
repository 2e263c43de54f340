import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Expectation } from '../../../shared/vendor/expectation';
import { patchPlan } from '../planWrites';
import { filesOf, removeFile } from '../planFiles';
import { getPlan, newestPlan, type Plan } from '../plans';
import { publishPlan } from '../publish';
import { attach, type Attachable, type StoredFile } from './attach';
import { isSamePart } from './newParts';
import { partName } from './partName';

export type ExistingFiles = 'keep' | 'replaceSameName';

export interface FileOptions {
	existingFiles: ExistingFiles;
	publish: boolean;
}

/**
 * A plan as a target to attach files to.
 * @param fields what else to set in the same call
 */
export function planTarget(
	context: IExecuteFunctions,
	identifier: string,
	fields: IDataObject = {},
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
	const unread = `The files are stored, but plan ${identifier} could not be read`;
	return {
		what: `plan ${identifier}`,
		expectation,
		read: async () => await newestPlan(context, identifier, { step: 'attach', refusal: unread }),
		append: async (fileKeys) =>
			await patchPlan(context, identifier, { ...fields, fileKeys }, expectation),
		partsOf: (plan) =>
			filesOf(plan, expectation).map(({ id, name, file }) => {
				return { id, name: partName(name, file), url: file };
			}),
	};
}

/**
 * Attaches stored files to a plan's draft and, if requested, deletes the files that they replace, but
 * only after the new ones are there. Finally publishes the draft, if requested.
 * @returns the plan afterward, with the new files
 * @throws StepError with step `attach` or `publish`
 */
export async function attachFiles(
	context: IExecuteFunctions,
	identifier: string,
	files: StoredFile[],
	{ existingFiles, publish }: FileOptions,
): Promise<Plan> {
	const target = planTarget(context, identifier);
	const { owner, added } = await attach(target, files);
	const after = (what: string) => ({
		step: 'attach' as const,
		refusal: `The new files are on the draft of plan ${identifier}, but ${what}`,
	});

	// By the current IDs: the IDs from before may belong to the published version.
	const replaced = target.partsOf(owner).filter((part) => {
		const isNew = added.some((other) => isSamePart(part, other));
		const isNamed = added.some(({ name }) => name === part.name);
		return existingFiles === 'replaceSameName' && isNamed && !isNew;
	});
	for (const { id, name } of replaced) {
		await removeFile(context, identifier, id, after(`the old '${name}' was not deleted`));
	}
	if (publish) {
		const request = { ...after('it was not published'), step: 'publish' as const };
		await publishPlan(context, identifier, {}, request);
	}
	const left = filesOf(owner, target.expectation).filter(
		(file) => !replaced.some(({ id }) => id === file.id),
	);
	const known = { ...owner, files: left, isLatest: publish || owner.isLatest };
	// Everything is done: if the item failed now, it would be run again and its files duplicated.
	const plan =
		publish || replaced.length
			? await getPlan(context, identifier, owner.version, after('it could not be read')).catch(
					() => known,
				)
			: owner;
	return { ...plan, uploadedFiles: added, published: plan.isLatest === true };
}
