import { isSimplified, simplifyField } from '../../../shared/node/listFields';
import type { Operation } from '../../../shared/node/operation';
import { getCase, simplified } from '../../api/cases';
import { caseIdField, chosenCase } from '../../fields/case';

export const caseGet: Operation = {
	resource: 'case',
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get case',
		description: 'Get the status of a case',
	},
	keepsFor: 0,
	fields: [caseIdField, simplifyField],

	async execute(itemIndex) {
		const found = await getCase(this, chosenCase(this, itemIndex));
		return isSimplified(this, itemIndex) ? simplified(found) : found;
	},
};
