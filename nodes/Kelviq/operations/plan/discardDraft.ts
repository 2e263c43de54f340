import type { Operation } from '../../../shared/node/operation';
import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { discardDraft } from '../../api/planWrites';

export const planDiscardDraft: Operation = {
	resource: 'plan',
	option: {
		name: 'Discard Draft',
		value: 'discardDraft',
		action: 'Discard plan draft',
		description: "Delete a plan's unpublished changes",
	},
	fields: [planIdentifierField],

	async execute(itemIndex) {
		await discardDraft(this, chosenPlan(this, itemIndex));
		return { deleted: true };
	},
};
