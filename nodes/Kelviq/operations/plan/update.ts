import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { planTarget } from '../../api/attach/files';
import { attachWithFields } from '../../api/attach/withFields';
import { updateFields } from '../../fields/common';
import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { planOptions, planValues } from '../../fields/planValues';
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
		const patch = async () =>
			await patchPlan(this, identifier, fields, {
				step: 'request',
				refusal: `Plan ${identifier} was not updated`,
			});
		const plan = fileKeys.length
			? await attachWithFields(planTarget(this, identifier, fields), fileKeys, fields, patch)
			: await patch();
		if (!plan.isLatest) await hintAtDraft(this, run, plan);
		return plan;
	},
};
