import { isSimplified, simplifyField } from '../../../shared/node/listFields';
import type { Operation } from '../../../shared/node/operation';
import { getCase, simplified } from '../../api/cases';
import { caseIdField } from '../../fields/case';
import { chosenCase } from '../../fields/chosenCase';

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

	async execute(itemIndex, run) {
		const found = await getCase(this, await chosenCase(this, itemIndex, run));
		return isSimplified(this, itemIndex) ? simplified(found) : found;
	},
};
