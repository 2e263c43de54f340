import type { Operation } from '../../../shared/node/operation';
import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { archivePlan } from '../../api/planWrites';

export const planArchive: Operation = {
	resource: 'plan',
	option: {
		name: 'Archive',
		value: 'archive',
		action: 'Archive plan',
		description: 'Remove a plan and all its versions from the catalog',
	},
	fields: [planIdentifierField],

	async execute(itemIndex) {
		await archivePlan(this, chosenPlan(this, itemIndex));
		return { deleted: true };
	},
};
