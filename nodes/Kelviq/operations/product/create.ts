import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { keepingKeys } from '../../../shared/vendor/expectation';
import { additionalFields, nameField } from '../../fields/common';
import { newProductOptions, productValues } from '../../fields/productValues';
import { chosenTaxCode, taxCodeField } from '../../fields/taxCode';
import { createProduct } from '../../api/productWrites';

export const productCreate: Operation = {
	resource: 'product',
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create product',
		description: 'Add a product to the catalog',
	},
	fields: [
		nameField,
		{ ...taxCodeField, required: true },
		collection('Additional Fields', 'additionalFields', newProductOptions),
	],

	async execute(itemIndex, run) {
		const name = requiredText(this, 'name', itemIndex, 'Name');
		const taxCode = chosenTaxCode(
			requiredText(this, 'taxCode', itemIndex, 'Tax Code', 'Choose a tax code'),
		);
		const { fields, imageKeys } = productValues(additionalFields(this, itemIndex));
		const keys = imageKeys.length ? { imageKeys } : {};
		const body = { name, taxCode, ...fields, ...keys };
		const create = async () => await createProduct(this, body, run.notes(itemIndex));
		return await keepingKeys(imageKeys, create);
	},
};
