import {
	isSimplified,
	listFields,
	simplifyField,
	wantedResults,
} from '../../../shared/node/listFields';
import type { Operation } from '../../../shared/node/operation';
import { listPlans, simplified } from '../../api/plans';

export const planGetAll: Operation = {
	resource: 'plan',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many plans',
		description: 'Get plans in their newest versions, without archived ones',
	},
	keepsFor: 0,
	fields: [...listFields, simplifyField],

	async execute(itemIndex) {
		const plans = await listPlans(this, wantedResults(this, itemIndex));
		return isSimplified(this, itemIndex) ? plans.map(simplified) : plans;
	},
};
