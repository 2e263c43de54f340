import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { keepingKeys } from '../../../shared/vendor/expectation';
import { additionalFields, nameField } from '../../fields/common';
import { newPlanOptions, planValues } from '../../fields/planValues';
import { chosenProduct, productIdField } from '../../fields/product';
import { createPlan } from '../../api/planWrites';

export const planCreate: Operation = {
	resource: 'plan',
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create plan',
		description: 'Add a plan to a product, as a draft that buyers do not see yet',
	},
	fields: [
		nameField,
		productIdField,
		collection('Additional Fields', 'additionalFields', newPlanOptions),
	],

	async execute(itemIndex, run) {
		const name = requiredText(this, 'name', itemIndex, 'Name');
		const product = await chosenProduct(this, itemIndex, run);
		const { fields, fileKeys } = planValues(additionalFields(this, itemIndex));
		const keys = fileKeys.length ? { fileKeys } : {};
		const body = { name, product, ...fields, ...keys };
		const create = async () => await createPlan(this, body, run.notes(itemIndex));
		return await keepingKeys(fileKeys, create);
	},
};
