import type { Operation } from '../../../shared/node/operation';
import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { archivePlan } from '../../api/planWrites';

export const planArchive: Operation = {
	resource: 'plan',
	option: {
		name: 'Archive',
		value: 'archive',
		action: 'Archive plan',
		description: 'Take a plan with all its versions out of the catalogue',
	},
	fields: [planIdentifierField],

	async execute(itemIndex) {
		await archivePlan(this, chosenPlan(this, itemIndex));
		return { deleted: true };
	},
};
