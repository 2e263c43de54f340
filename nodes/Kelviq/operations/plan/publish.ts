import type { IDataObject } from 'n8n-workflow';
import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';

import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { publishPlan } from '../../api/publish';

export const planPublish: Operation = {
	resource: 'plan',
	option: {
		name: 'Publish',
		value: 'publish',
		action: 'Publish plan',
		description: 'Make the draft of a plan visible to buyers',
	},
	fields: [
		planIdentifierField,
		collection('Options', 'options', [
			{
				displayName: 'Update Features',
				name: 'updateFeatures',
				type: 'boolean',
				default: true,
				description: 'Whether to give existing customers the features of the new version',
			},
			{
				displayName: 'Update Pricing',
				name: 'updatePricing',
				type: 'boolean',
				default: true,
				description: 'Whether to charge existing customers the prices of the new version',
			},
		]),
	],

	async execute(itemIndex) {
		const identifier = chosenPlan(this, itemIndex);
		const options = this.getNodeParameter('options', itemIndex, {}) as IDataObject;
		await publishPlan(this, identifier, options, {
			step: 'request',
			refusal: `Plan ${identifier} was not published`,
		});
		return { published: true };
	},
};
