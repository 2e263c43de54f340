import { isSimplified, simplifyField } from '../../../shared/node/listFields';
import { collection } from '../../../shared/node/collection';
import { ordinalOf } from '../../../shared/node/values';
import type { Operation } from '../../../shared/node/operation';

import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { getPlan, simplified } from '../../api/plans';

export const planGet: Operation = {
	resource: 'plan',
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get plan',
		description: 'Get a plan with its files',
	},
	keepsFor: 0,
	fields: [
		planIdentifierField,
		simplifyField,
		collection('Options', 'options', [
			{
				displayName: 'Version',
				name: 'version',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 1,
				description: 'Number of the version to get instead of the latest',
			},
		]),
	],

	async execute(itemIndex) {
		const version = ordinalOf(this.getNodeParameter('options.version', itemIndex, ''), 'Version');
		const plan = await getPlan(this, chosenPlan(this, itemIndex), version);
		return isSimplified(this, itemIndex) ? simplified(plan) : plan;
	},
};
