import { listFields, wantedResults } from '../../../shared/node/listFields';
import type { Operation } from '../../../shared/node/operation';
import { listDocuments } from '../../api/documents';
import { caseIdField, chosenCase } from '../../fields/case';

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

	async execute(itemIndex) {
		const caseId = chosenCase(this, itemIndex);
		const most = wantedResults(this, itemIndex);
		return (await listDocuments(this, caseId)).slice(0, most);
	},
};
