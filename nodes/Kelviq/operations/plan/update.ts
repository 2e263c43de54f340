import type { IExecuteFunctions } from 'n8n-workflow';
import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { planTarget } from '../../api/attach/planTarget';
import { attachWithFields, UNKNOWN_BYTES } from '../../api/attach/withFields';
import { nothingToUpdate, updateFields } from '../../fields/common';
import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { planOptions, planValues } from '../../fields/planValues';
import { newestPlan } from '../../api/plans';
import { patchPlan } from '../../api/planWrites';
import { hintAtDraft } from '../../api/publish';

export const planUpdate: Operation = {
	resource: 'plan',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update plan',
		description: "Change a plan's draft, or add files that are already uploaded",
	},
	fields: [planIdentifierField, collection('Update Fields', 'updateFields', planOptions)],

	async execute(itemIndex, run) {
		const identifier = chosenPlan(this, itemIndex);
		const { fields, fileKeys } = planValues(updateFields(this, itemIndex));
		// An empty list or object alone changes nothing, and would open a draft.
		const isChanging =
			Object.values(fields).some((value) => !isEmpty(value)) ||
			(isEmpty(fields.links) && (await hasLinks(this, identifier)));
		if (!fileKeys.length && !isChanging) throw nothingToUpdate();
		const patch = async () =>
			await patchPlan(this, identifier, fields, {
				step: 'request',
				refusal: `Plan ${identifier} was not updated`,
			});
		const notes = run.notes(itemIndex);
		const bytes = fileKeys.length * UNKNOWN_BYTES;
		const plan = fileKeys.length
			? await attachWithFields(
					planTarget(this, identifier, { fields, bytes, notes }),
					fileKeys,
					notes,
					isChanging ? patch : undefined,
				)
			: await patch();
		if (!plan.isLatest) await hintAtDraft(this, run, plan);
		return plan;
	},
};

const isEmpty = (value: unknown) =>
	typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Whether there are links that an empty list takes away. */
async function hasLinks(context: IExecuteFunctions, identifier: string): Promise<boolean> {
	const { links } = await newestPlan(context, identifier);
	return Array.isArray(links) && links.length > 0;
}
