import { listFields, wantedResults } from '../../../shared/node/listFields';
import type { Operation } from '../../../shared/node/operation';
import { listDocuments } from '../../api/documents';
import { caseIdField } from '../../fields/case';
import { chosenCase } from '../../fields/chosenCase';

export const documentGetAll: Operation = {
	resource: 'document',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many documents',
		description: 'Get the documents of a case, including those that KarmaCheck created',
	},
	keepsFor: 0,
	fields: [caseIdField, ...listFields],

	async execute(itemIndex, run) {
		const caseId = await chosenCase(this, itemIndex, run);
		const most = wantedResults(this, itemIndex);
		return (await listDocuments(this, caseId)).slice(0, most);
	},
};
